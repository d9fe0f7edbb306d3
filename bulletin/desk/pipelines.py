"""A publication's workflow for a host of repositories: checked, built and published there.

In: the host, the publication's folder in its repository, a target. Out: the workflow's file, by
its path in the repository. The files lie in `starter/ci/`, their words in each language's own.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bulletin.cache import digest_of
from bulletin.desk import starter_files
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr
from bulletin.source.values import slug_of

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

HOSTS: Mapping[str, str] = {
    "github": ".github/workflows/{name}.yml",
    "gitlab": ".gitlab-ci.yml",
}
"""Each host with the file that it reads, from the top of the repository.

GitHub reads any in that folder: each publication of a repository has its own.
"""

_WHOLE = "bulletin"
"""The name of the workflow of a publication that is a whole repository."""

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
    "openai": ("OPENAI_BASE_URL",),
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
    def name(self) -> str:
        """What tells a publication's workflow from others in its repository."""
        if self.inside == ".":
            return _WHOLE
        return f"{_WHOLE}-{slug_of(self.inside) or digest_of(self.inside.encode())[:8]}"

    @property
    def path(self) -> str:
        """The workflow's file, from the top of the repository."""
        return HOSTS[self.host].format(name=self.name)

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
                name=self.name,
                whole=_WHOLE,
                words=starter_files.words(self.spoken)["pipeline"],
                source=self.source,
                libraries=_LIBRARIES,
                inside=self._option(),
                target=self.target,
                voice=shlex.quote(self.voice) if self.voice else "",
                needs=_NEEDS.get(self.kind, _ANY),
                signed=self.signed,
            )
        )
        return {self.path: (text.rstrip("\n") + "\n").encode()}

    def refuse_standing(self, top: Path) -> None:
        """Raise `BulletinError` where the workflow would be written over, or be a second one.

        Workflows of a folder were once called as that of a whole repository is.
        """
        earlier = top / replace(self, inside=".").path
        option = f"{self._option()}\n"
        standing = top / self.path
        if not os.path.lexists(standing):
            if not earlier.is_file() or option not in earlier.read_text("utf-8", "replace"):
                return
            standing = earlier
        message = tr("{file} is there already", file=standing)
        if self.host == "gitlab":
            hint = tr(
                "to have it written anew, delete it; GitLab reads no other file, so give a second"
                " publication a repository of its own, or write its jobs into this one by hand"
            )
        else:
            hint = tr("to have it written anew, delete it, and give the same command again")
        raise BulletinError(message, hint)

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
    made = starter_files.environment(
        starter_files.ROOT / "ci",
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        trim_blocks=True,
    )
    made.filters["github"] = _literal
    return made


def _literal(text: str) -> str:
    """A text in which GitHub finds nothing to fill in."""
    return text.replace("${{", "${{ '${{' }}")
