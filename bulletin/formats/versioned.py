"""What all JSON files of ours begin with, by which a later bulletin's are told from them.

In: JSON. Out: models that name their format and the bulletin that wrote them.
"""

from pydantic import BaseModel, ConfigDict, model_validator

from bulletin import __version__
from bulletin.diagnostics import BulletinError
from bulletin.messages import tr

_TOOL = "bulletin"


class Versioned(BaseModel):
    """The ground of such a file."""

    model_config = ConfigDict(frozen=True)

    format: int = 1
    tool: str = f"{_TOOL} {__version__}"

    @model_validator(mode="before")
    @classmethod
    def _known(cls, values: object) -> object:
        """Refuse a later format: written again, it would lose what this bulletin does not know."""
        match values:
            case {"format": int(number), "tool": str(tool)} if number > 1 and tool.startswith(
                _TOOL
            ):
                message = tr(
                    "what is published was made by {tool}, and this is {version}",
                    tool=tool,
                    version=__version__,
                )
                hint = tr("update bulletin on this computer; until then nothing is changed")
                raise BulletinError(message, hint)
        return values
