"""Where releases are published to: the places that publication.yaml names.

In: what stands under `targets`. Out: a model a place, by its `type`. None of them holds a
secret: those come from the environment, the SSH agent, `~/.ssh` or the cloud's own files.
"""

import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from bulletin.messages import tr
from bulletin.source.addresses import absolute_address
from bulletin.source.values import WrongValue


def _visible(value: str) -> str:
    if any(unicodedata.category(sign) == "Cc" for sign in value):
        message = tr("{value!r} has signs in it that nobody sees", value=value)
        raise WrongValue(message, tr("write it anew by hand"))
    return value


_Visible = Annotated[str, AfterValidator(_visible)]
_Word = Annotated[_Visible, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]

_SECRET = re.compile(
    r"pass(word|phrase|wd)?|secret.*|.*token|(access|api|private|secret)_?key.*|credential.*",
    re.IGNORECASE,
)
_HOST = re.compile(r"[A-Za-z0-9._:-]+|\[[0-9a-fA-F:.]+\]")
_BUCKET = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]")
_ADDRESS = re.compile(r"[^/\\]{2,}:")  # a scheme or a host before a colon, and no drive of Windows
_BRANCH = re.compile(r"(?!-)(?!.*(\.\.|//|@\{))[^\s~^:?*\[\\\x00-\x1f]+(?<![/.])")


def _host(value: str) -> str:
    if not _HOST.fullmatch(value) or value.startswith("-"):
        message = tr('"{value}" is no name of a host', value=value)
        raise WrongValue(message, tr("write host: www.example"))
    return value


def _absolute(value: str) -> str:
    path = PurePosixPath(value)
    if not path.is_absolute() or ".." in path.parts or not path.name:
        message = tr('"{value}" is no folder from the top of the server', value=value)
        raise WrongValue(message, tr("write path: /srv/bulletin"))
    return str(path)


def _bucket(value: str) -> str:
    if not _BUCKET.fullmatch(value):
        message = tr('"{value}" is no name of a bucket', value=value)
        raise WrongValue(message, tr("3 to 63 small letters, digits, dots and hyphens"))
    return value


def _prefix(value: str) -> str:
    parts = [part for part in value.strip("/").split("/") if part]
    if any(part in {".", ".."} for part in parts):
        message = tr('"{value}" leads out of the bucket', value=value)
        raise WrongValue(message, tr("write prefix: bulletin"))
    return "/".join(parts)


def _repository(value: str) -> str:
    # What begins with a hyphen is an option to git, and ext:: a command to run.
    if value.startswith("-") or "::" in value:
        message = tr('"{value}" is no address of a repository', value=value)
        raise WrongValue(message, tr("write repository: git@example:group/pages.git"))
    if re.match(r"https?://[^/@]*:[^/@]*@", value):
        message = tr("a secret does not belong in publication.yaml, which others read")
        raise WrongValue(message, tr("take user and password out of the address"))
    return value


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value):
        message = tr('"{value}" is no name of a branch', value=value)
        raise WrongValue(message, tr("write branch: pages"))
    return value


def _no_secret(value: object) -> object:
    """A place as it is written, unless one of its keys looks like a secret."""
    for key in value if isinstance(value, dict) else ():
        if _SECRET.fullmatch(str(key)):
            message = tr('"{key}" does not belong in publication.yaml, which others read', key=key)
            hint = tr(
                "secrets come from the environment, the SSH agent, ~/.ssh or the cloud's own files"
            )
            raise WrongValue(message, hint)
    return value


class Destination(BaseModel):
    """The ground of all kinds of places."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str

    def seen_from(self, root: Path) -> Self:
        """The place, if a path to it begins at `root`, the publication's folder."""
        del root
        return self


class FolderPlace(Destination):
    """A folder on this machine; a path that is not whole begins at the publication's folder."""

    type: Literal["folder"]
    path: _Visible

    def seen_from(self, root: Path) -> Self:
        """The place with its whole path."""
        return self.model_copy(update={"path": str(root / self.path)})


class SftpPlace(Destination):
    """A folder on a server that is reached by SSH."""

    type: Literal["sftp"]
    host: Annotated[_Word, AfterValidator(_host)]
    port: Annotated[int, Field(ge=1, le=65535)] = 22
    user: _Word | None = None
    path: Annotated[_Word, AfterValidator(_absolute)]


class S3Place(Destination):
    """A bucket, or a part of one below `prefix`; `endpoint` None is Amazon's own."""

    type: Literal["s3"]
    bucket: Annotated[_Word, AfterValidator(_bucket)]
    prefix: Annotated[_Visible, AfterValidator(_prefix)] = ""
    endpoint: Annotated[_Word, AfterValidator(absolute_address)] | None = None
    region: _Word = "auto"


class GitPlace(Destination):
    """A branch that a host serves as pages; a path to its repository is as a folder's."""

    type: Literal["git"]
    repository: Annotated[_Word, AfterValidator(_repository)]
    branch: Annotated[_Word, AfterValidator(_branch)] = "pages"

    def seen_from(self, root: Path) -> Self:
        """The place with its whole path, unless it is an address (git-clone, "GIT URLS")."""
        if _ADDRESS.match(self.repository):
            return self
        return self.model_copy(update={"repository": str(root / self.repository)})


class OtherPlace(Destination):
    """A place of a kind that another package brings, which knows its settings itself."""

    model_config = ConfigDict(extra="allow", frozen=True)


_OTHER = "other"
_KINDS = ("folder", "sftp", "s3", "git")


def _kind(value: object) -> str:
    kind = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return kind if kind in _KINDS else _OTHER


AnyPlace = Annotated[
    Annotated[
        Annotated[FolderPlace, Tag("folder")]
        | Annotated[SftpPlace, Tag("sftp")]
        | Annotated[S3Place, Tag("s3")]
        | Annotated[GitPlace, Tag("git")]
        | Annotated[OtherPlace, Tag(_OTHER)],
        Discriminator(_kind),
    ],
    BeforeValidator(_no_secret),
]
"""A place of any kind."""
