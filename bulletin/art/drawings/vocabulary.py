"""What a drawing may be made of: lists of SVG's elements, attributes and properties.

In: nothing. Out: names. Whatever is on no list is not published (SVG 1.1 and 2; the parts
that draw, and of them those that browsers and resvg draw alike).
"""

import re

from bulletin.messages import tr

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

NUMBER = r"(?>[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?)"
"""A number, taken whole or not at all: so that no text is tried in many ways. One that ends with
its point (`10.`) is none, as in browsers."""


def words(text: str) -> frozenset[str]:
    """Names that are written in one line."""
    return frozenset(text.split())


MARKERS = ("marker-start", "marker-mid", "marker-end")
TAKEN_FROM_ABOVE = words("inherit unset revert revert-layer")
"""What a property says that leaves its value to what stands above it, or to the sheet before."""

SHAPES = words("rect circle ellipse line polyline polygon path")
TEXTS = words("text tspan textPath")
WORDS = TEXTS | words("title desc")
"""Elements whose characters count; elsewhere white space and stray letters are left out."""
GRADIENTS = words("linearGradient radialGradient")
LIGHTS = words("feDistantLight fePointLight feSpotLight")
EFFECTS = LIGHTS | words(
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting"
    " feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur"
    " feImage feMerge feMergeNode feMorphology feOffset feSpecularLighting feTile feTurbulence"
)

ELEMENTS = (
    SHAPES
    | WORDS
    | GRADIENTS
    | EFFECTS
    | words("svg g defs symbol use image stop pattern clipPath mask marker filter")
)
"""What is published. `a` becomes a group, `switch` the child that it chooses, `flowRoot` text."""

SILENT = words(
    "metadata style font font-face font-face-src font-face-name font-face-uri font-face-format"
    " glyph missing-glyph hkern vkern altGlyphDef color-profile cursor view solidColor solidcolor"
    " discard"
)
"""Left out without a word: no browser draws anything by them."""

MOVING = words("animate animateColor animateMotion animateTransform set mpath")
PROGRAMS = words(
    "script handler listener iframe object embed audio video canvas link meta base form frame"
)

ATTRIBUTES: dict[str, str] = {
    **dict.fromkeys(
        words(
            "x y width height rx ry cx cy r x1 y1 x2 y2 fx fy fr dx dy refX refY markerWidth"
            " markerHeight startOffset textLength"
        ),
        "lengths",
    ),
    **dict.fromkeys(
        words(
            "offset pathLength rotate orient points viewBox stdDeviation radius k1 k2 k3 k4 scale"
            " baseFrequency numOctaves seed order kernelMatrix divisor bias targetX targetY"
            " kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent"
            " azimuth elevation z pointsAtX pointsAtY pointsAtZ limitingConeAngle amplitude"
            " exponent intercept slope tableValues values"
        ),
        "numbers",
    ),
    **dict.fromkeys(
        words(
            "gradientUnits spreadMethod patternUnits patternContentUnits clipPathUnits maskUnits"
            " maskContentUnits markerUnits filterUnits primitiveUnits preserveAspectRatio"
            " lengthAdjust method spacing side in in2 result mode operator type edgeMode"
            " preserveAlpha stitchTiles xChannelSelector yChannelSelector"
        ),
        "word",
    ),
    **dict.fromkeys(words("gradientTransform patternTransform"), "transform"),
    "d": "path",
    "id": "text",
    "role": "text",
    "lang": "word",
    "aria-label": "text",
    "aria-labelledby": "text",
    "aria-describedby": "text",
    "aria-hidden": "word",
}
"""Attributes by what they hold, properties and references aside."""

PROPERTIES: dict[str, str] = {
    **dict.fromkeys(words("fill stroke color stop-color flood-color lighting-color"), "paint"),
    **dict.fromkeys(
        words(
            "opacity fill-opacity stroke-opacity stop-opacity flood-opacity stroke-miterlimit"
            " stroke-width stroke-dashoffset stroke-dasharray font-size letter-spacing"
            " word-spacing baseline-shift kerning"
        ),
        "lengths",
    ),
    **dict.fromkeys(
        words(
            "fill-rule clip-rule stroke-linecap stroke-linejoin display visibility overflow"
            " font-style font-weight font-stretch font-variant text-anchor text-decoration"
            " dominant-baseline alignment-baseline direction unicode-bidi writing-mode"
            " text-rendering shape-rendering image-rendering color-interpolation"
            " color-interpolation-filters color-rendering paint-order vector-effect mask-type"
            " isolation font-kerning font-variant-ligatures font-variant-numeric"
        ),
        "word",
    ),
    **dict.fromkeys(words("clip-path mask marker-start marker-mid marker-end"), "place"),
    "filter": "filter",
    "mix-blend-mode": "blend",
    "transform": "transform",
    "font-family": "family",
}
"""Properties of CSS, which are attributes too (SVG 2, 6.6), by what they hold."""

FINE = words("font-kerning font-variant-ligatures font-variant-numeric")
"""Properties of letters that programs write everywhere, mostly to say nothing by them."""
STYLE_ONLY = words("mix-blend-mode isolation") | FINE
"""Properties that no browser reads from attributes."""
GEOMETRY = words("x y width height cx cy r rx ry")
"""Attributes that a style sheet may set too (SVG 2, 7)."""

WITH_UNIT = words("font-size letter-spacing word-spacing width height")
"""Properties whose lengths need a unit in style sheets, and none elsewhere in a drawing."""
GROUNDS = words("background background-color background-image")
FRAMES = ("border", "padding", "outline", "box-shadow")
"""What browsers draw around a drawing as around every box (the beginnings of properties)."""
FLOWING = words("shape-inside inline-size")
"""What makes text flow in Inkscape, which writes its lines beside."""

INITIAL = {
    "fill": "black",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "none",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "fill-rule": "nonzero",
    "visibility": "visible",
    "text-anchor": "start",
    "font-weight": "normal",
    "font-style": "normal",
    "clip-path": "none",
    "mask": "none",
    "filter": "none",
    "stop-color": "black",
    "stop-opacity": "1",
    "color": "black",
}
"""What `initial` stands for (SVG 2, the properties' definitions)."""
SINGLE = words(
    "opacity clip-path mask filter stop-color stop-opacity transform overflow flood-color"
    " flood-opacity lighting-color dominant-baseline alignment-baseline baseline-shift"
    " vector-effect text-decoration"
)
"""Those of them that do not go on to the elements inside."""

CHANGING = {
    **dict.fromkeys(words("rotate scale translate zoom d offset-path"), tr("moves it")),
    **dict.fromkeys(
        words(
            "backdrop-filter text-transform mask-image text-orientation outline"
            " font-variant-caps font-variant-position font-size-adjust all content-visibility"
            " text-decoration-style text-decoration-thickness text-underline-offset text-emphasis"
        ),
        tr("changes its looks"),
    ),
}
"""Properties that browsers obey and other programs do not, with what they would do."""

NOT_DRAWN = words(
    "mesh meshGradient meshgradient meshpatch meshrow hatch hatchpath hatchPath tref altGlyph"
    " glyphRef flowRoot flowRegion flowRegionExclude flowPara flowDiv flowSpan flowLine flowTref"
    " foreignObject multiImage subImage"
)
"""What a drawing program shows and browsers, or other programs, do not."""

FUNCTIONS = {
    "paint": words("rgb rgba hsl hsla"),
    "filter": words(
        "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia"
        " rgb rgba hsl hsla"
    ),
}
"""Functions of CSS that may stand in a value, by what the value holds."""

ODD_LETTERS = re.compile(
    r"[^\u0000-\u052f\u1d00-\u1eff\u2000-\u206f\u2070-\u20bf\u2100-\u214f\u215b-\u215e"
    r"\u2190-\u2195\u21a8\u2202\u2206\u220f\u2211\u2212\u2215\u2219\u221a\u221e\u221f\u2229"
    r"\u222b\u2248\u2260\u2261\u2264\u2265\u2302\u2310\u2320\u2321\u2500-\u25ac\u25b2\u25ba"
    r"\u25bc\u25c4\u25ca\u25cb\u25cf\u25d8\u25d9\u25e6\u263a-\u263c\u2640\u2642\u2660\u2663"
    r"\u2665\u2666\u266a\u266b\ufb01\ufb02]"
)
"""Letters beyond WGL4 and Vietnamese, which Liberation Sans may lack."""
