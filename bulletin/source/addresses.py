"""Addresses of sites and of mail: checked for the models of settings, and shown to people.

What is none raises `WrongValue` with words for an editor. Of an address that leads through another
site, which counts or checks who follows it, the one that it leads on to is found.
"""

import contextlib
import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from bulletin import codes
from bulletin.messages import tr
from bulletin.source.hosts import ascii_host
from bulletin.source.values import WrongValue, slug_of


def absolute_address(value: str) -> str:
    """An absolute http(s) address (RFC 3986, section 4.3)."""
    parts = _parts(value)
    host = (parts.hostname or "") if parts else ""
    if parts and (not _LABELS.fullmatch(ascii_host(host)) or _HYPHEN_AT_END.search(host)):
        raise _not_a_site(host)
    if parts and re.search(r"\s", value.strip()):
        message = tr('"{value}" has a space in it, and no address has one', value=value)
        hint = tr("write %20 for each space: {better}", better="%20".join(value.split()))
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)
    if parts is None or re.search(r"\s", value):
        message = tr('"{value}" is not a whole web address', value=value)
        hint = tr("write it with https:// in front, as in {guess}", guess=_guess(value))
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)
    if parts.username is not None or parts.password is not None:
        raise WrongValue(
            tr('"{value}" has a name in front of @, which hides where it leads', value=value),
            tr("write {value}", value=value.replace(parts.netloc, parts.netloc.rpartition("@")[2])),
            codes.WRONG_ADDRESS,
        )
    _refuse_signs(value)
    _refuse_percent(value, parts.path)
    _refuse_words_behind(host)
    return value


def _parts(value: str) -> SplitResult | None:
    """The parts of an address of the web, or None if it is none."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return None
    whole = parts.scheme in {"http", "https"} and parts.hostname and (port is None or port > 0)
    return parts if whole else None


def _not_a_site(host: str) -> WrongValue:
    message = tr('"{host}" is not the name of a site', host=host)
    return WrongValue(message, tr("check the address"), codes.WRONG_ADDRESS)


def _refuse_signs(value: str) -> None:
    if sign := re.search(r"[\x00-\x1f\\<>\"`{}|^]", value):
        code = f"%{ord(sign[0]):02X}"
        better = value.replace(sign[0], code)
        hint = tr("write {code} for {sign}: {better}", code=code, sign=sign[0], better=better)
        message = tr('"{value}" has signs that no address has', value=value)
        hint = hint if sign[0] in '<>"`{}|^' else tr("copy it again")
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)


def _refuse_percent(value: str, path: str) -> None:
    """Refuse a path with a percent sign that begins no code (RFC 3986): servers answer 400 to it.

    What stands behind `?` is read as it is written by most, and %u1EA1 by servers of old.
    """
    if sign := _NO_CODE.search(path):
        better = value.replace(path, _NO_CODE.sub(r"%25\1", path), 1)
        raise WrongValue(
            tr('"{value}" has {sign} in it, which stands for no letter', value=value, sign=sign[0]),
            tr("copy it again; a percent sign itself is written %25: {better}", better=better),
            codes.WRONG_ADDRESS,
        )


_NO_CODE = re.compile(r"%(?![0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4})(\w{0,2})")
_HYPHEN_AT_END = re.compile(r"(?:^|\.)-|-(?:\.|$)")
"""No part of a site's name begins or ends with a hyphen (RFC 1123)."""


def _refuse_words_behind(host: str) -> None:
    """Refuse the name of a site that the next word of the text was written on to."""
    name, _, last = host.rpartition(".")
    if name and re.search("[\u00c0-\u024f\u1e00-\u1eff]", last):
        word = re.sub("^(?:vn|com|net|org)(?=.)", "", last)
        message = tr('no site has a name that ends in "{end}"', end=f".{last}")
        hint = tr("write a space behind the address, in front of {word}", word=word)
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)


_LABELS = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[?[0-9a-f:.]+\]?")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")

_BELOW = re.compile(r"[^/]+\.(?:html?|php|aspx?|jsp|xml)|[0-9]{4}-[0-9]{2}", re.IGNORECASE)
"""A page, or the folder of an issue, whose address somebody took from the browser."""


def site_address(value: str) -> str:
    """An address to which paths can be added: absolute, without query and fragment.

    It stands in headers, settings of servers and QR codes, so its host comes back in the
    letters of the domain name system, and its path has only those that are safe everywhere.
    """
    absolute_address(value)
    if "?" in value or "#" in value:
        message = tr('"{value}" cannot be the start of other addresses', value=value)
        hint = tr("write it without ? and #, as in https://bantin.example.vn/")
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)
    parts = urlsplit(value)
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    if _BELOW.fullmatch(last):
        message = tr('"{value}" is a page of the site, and not where all of them lie', value=value)
        hint = tr("write {better}", better=f"{parts.scheme}://{parts.netloc}{folder}/")
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)
    if not _PATH.fullmatch(parts.path) or {".", ".."} & set(parts.path.split("/")):
        message = tr('"{path}" cannot be part of all addresses of a site', path=parts.path)
        hint = tr(
            "use letters without accents, digits, hyphens and / only, as in "
            "{scheme}://{netloc}/{slug}/",
            scheme=parts.scheme,
            netloc=parts.netloc,
            slug=slug_of(parts.path) or "ban-tin",
        )
        raise WrongValue(message, hint, codes.WRONG_ADDRESS)
    host = parts.hostname or ""
    named = ascii_host(host)
    if not _HOST.fullmatch(named):
        raise _not_a_site(host)
    plain = value.replace(parts.netloc, parts.netloc.lower().replace(host, named), 1)
    return parts.scheme + plain[len(parts.scheme) :]


_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*|\[?[0-9a-f:.]+\]?")


def shown_address(address: str) -> str:
    """An address as a reader would type it: without https://, a site's name in its letters."""
    return re.sub(r"^https?://", "", in_letters(address)).removesuffix("/")


def in_letters(address: str) -> str:
    """An address with the name of its site in letters: for people, not for machines."""
    scheme, slashes, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    with contextlib.suppress(UnicodeError):
        host = host.encode("ascii").decode("idna")
    return f"{scheme}{slashes}{host}{slash}{path}"


def _guess(value: str) -> str:
    """What the editor may have meant, else an example."""
    host = value.removeprefix("//").removeprefix("www.")
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", host):
        return f"https://{host.rstrip('/')}/"
    return "https://bantin.example.vn/"


_MAIL_PART = r"[^\s@<>\"(),:;?&%/#\\\x00-\x1f\x7f]+"
MAIL = re.compile(rf"{_MAIL_PART}@{_MAIL_PART}\.[^\s@<>\"(),:;?&%/#\\.\x00-\x1f\x7f]{{2,}}")
"""One address of mail, in which nothing is a header or a second address (RFC 6068)."""


def mail_address(value: str) -> str:
    """One address of mail."""
    address = value.removeprefix("mailto:")
    if not MAIL.fullmatch(address):
        message = tr('"{text}" is not {kind}', text=address, kind=tr("a mail address"))
        hint = tr("write it as in {example}", example="a@example.vn")
        raise WrongValue(message, hint, codes.WRONG_CONTACT)
    return address


_DETOURS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?/url"), ("q", "url")),
    (re.compile(r"lm?\.(?:facebook|messenger|instagram)\.com/(?:l\.php)?"), ("u",)),
    (re.compile(r"(?:www\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"(?:www\.)?linkedin\.com/(?:safety/go|redir/redirect)"), ("url",)),
    (re.compile(r"[a-z0-9]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"statics\.teams\.cdn\.office\.net/evergreen-assets/safelinks/.*"), ("url",)),
    (re.compile(r"slack-redir\.net/link"), ("url",)),
)
"""Site and path, and under which of its names an address keeps the one that is meant."""
_DEFENCE = re.compile(r"https?://urldefense\.com/v3/__(?P<target>https?:/.+?)__;.*")


def behind(address: str) -> str:
    """The address that one leads on to; itself, where it is none of a detour."""
    if found := _DEFENCE.fullmatch(address):
        return re.sub(r"\A(https?:)/+", r"\1//", found["target"])
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    for site, keys in _DETOURS:
        if site.fullmatch(f"{parts.hostname or ''}{parts.path}"):
            asked = dict(parse_qsl(parts.query.replace("&amp;", "&")))
            target = next((asked[key] for key in keys if key in asked), "")
            if not target.startswith(("https://", "http://")):
                return address
            return re.sub(r"\s", "%20", target)
    return address
