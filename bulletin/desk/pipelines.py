"""A publication's workflow for a host of repositories: checked, built and published there.

In: the host, the publication's folder in its repository, a target. Out: the workflow's file, by
its path in the repository. The files lie in `starter/ci/`, their words in each language's own.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bulletin.desk import starter
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

HOSTS: Mapping[str, str] = {
    "github": ".github/workflows/bulletin.yml",
    "gitlab": ".gitlab-ci.yml",
}
"""Each host with the file that it reads, from the top of the repository."""

_LIBRARIES = "libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0"
"""What pages are set with, as Debian and Ubuntu name it."""

_NEEDS = {"sftp": ("ssh",), "git": ("ssh",), "s3": ("cloud",), "folder": ()}
_ANY = ("ssh", "cloud")
"""What a kind of target takes from the host's secrets; of a kind that nobody knows yet, all."""

_SECRETS: Mapping[str, tuple[str, ...]] = {
    "ssh": ("SSH_PRIVATE_KEY",),
    "cloud": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "signing": ("BULLETIN_SIGNING_KEY",),
    "azure": ("AZURE_SPEECH_KEY",),
    "openai": ("OPENAI_API_KEY",),
}
_VARIABLES: Mapping[str, tuple[str, ...]] = {
    "ssh": ("SSH_KNOWN_HOSTS",),
    "azure": ("AZURE_SPEECH_REGION",),
}
"""What is set on the host for each need, hidden and for everybody to see."""


@dataclass(frozen=True)
class Pipeline:
    """What a workflow is made for.

    `inside` is the publication's folder in the repository, `kind` the type of the target,
    `voice` the Piper voice that reads, "" if none does; `source` what pip installs, "" if only
    the repository's own variable can say it; `engine` is the one that speaks. `signed`: it has a
    key, or nobody knows yet that it has none.
    """

    host: str
    spoken: str
    inside: str = "."
    target: str = ""
    kind: str = ""
    voice: str = ""
    source: str = ""
    engine: str = ""
    signed: bool = True

    @property
    def secrets(self) -> tuple[str, ...]:
        """What is to be set on the host, where nobody can read it."""
        return tuple(name for need in self._needs() for name in _SECRETS.get(need, ()))

    @property
    def variables(self) -> tuple[str, ...]:
        """What is to be set on the host besides."""
        return tuple(name for need in self._needs() for name in _VARIABLES.get(need, ()))

    def _needs(self) -> tuple[str, ...]:
        places = _NEEDS.get(self.kind, _ANY) if self.target else ()
        return ("signing",) * self.signed + places + (self.engine,)

    def files(self) -> dict[str, bytes]:
        """The workflow by its path in the repository."""
        text = (
            _environment()
            .get_template(f"{self.host}.yml.jinja")
            .render(
                words=starter.words(self.spoken)["pipeline"],
                source=self.source,
                libraries=_LIBRARIES,
                inside=self._option(),
                target=self.target,
                voice=shlex.quote(self.voice) if self.voice else "",
                needs=_NEEDS.get(self.kind, _ANY),
                signed=self.signed,
            )
        )
        return {HOSTS[self.host]: (text.rstrip("\n") + "\n").encode()}

    def _option(self) -> str:
        """`--in` for a publication that is not the whole repository."""
        if self.inside == ".":
            return ""
        folder = self.inside
        if not folder.isprintable():
            message = tr('the folder "{folder}" cannot stand in a workflow', folder=ascii(folder))
            raise BulletinError(message, tr("give it a name of letters, digits and hyphens"))
        return f" --in {shlex.quote(f'./{folder}' if folder.startswith('-') else folder)}"


def top_of(folder: Path, otherwise: Path) -> Path:
    """The top of the repository that a folder is in; `otherwise` where there is none."""
    whole = folder.absolute()
    return next((one for one in (whole, *whole.parents) if (one / ".git").exists()), otherwise)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    # Both hosts have braces of their own for what they fill in.
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(starter.ROOT / "ci"),
        undefined=StrictUndefined,
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        trim_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # what is made is YAML
    )
    environment.filters["github"] = _literal
    return environment


def _literal(text: str) -> str:
    """A text in which GitHub finds nothing to fill in."""
    return text.replace("${{", "${{ '${{' }}")
