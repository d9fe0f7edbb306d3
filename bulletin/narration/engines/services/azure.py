"""Azure's speech service, by its REST interface.

In: runs of text. Out: clips. Key and region come from the environment (AZURE_SPEECH_KEY,
AZURE_SPEECH_REGION), or instead of a region AZURE_SPEECH_ENDPOINT: of a private network, a container,
another cloud. Sources: Microsoft Learn, "Text to speech REST API", "Use Speech service through a private
endpoint"; W3C, Speech Synthesis Markup Language 1.1.
"""

import re
from collections.abc import Sequence
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from babel.core import get_global

from bulletin.formats.characters import clean
from bulletin.messages import tr
from bulletin.narration.engines.base import base_language
from bulletin.narration.engines.options import is_service
from bulletin.narration.engines.services.hosts import unencrypted
from bulletin.narration.engines.services.online import Interface, OnlineEngine
from bulletin.narration.engines.services.service import Asking
from bulletin.reading import Run

_NAME = re.compile(r"[a-z]{2,3}(-[A-Za-z]+)*-[A-Z]{2}-[A-Za-z:-]+")
_REGION = re.compile(r"[a-z]{4,30}[0-9]?")
"""No key, which has figures among its letters: the two are easily mistaken for each other."""
_ENDPOINT = "AZURE_SPEECH_ENDPOINT"
_PATH = "cognitiveservices/v1"
_OWN_NAME = re.compile(r"https://[\w-]+\.cognitiveservices\.azure\.[a-z]+")
"""A resource with a name of its own: speech is one of its services."""
_OF_REGION = re.compile(r"https://([a-z0-9]+)\.api\.cognitive\.(?:microsoft|azure)\.([a-z]+)")
"""What Azure's own pages show for a region, where no speech is made."""
_FORMAT = "riff-24khz-16bit-mono-pcm"
_MANY_LANGUAGES = "Multilingual"
_OF_MANY = (_MANY_LANGUAGES, ":")
"""What the names of voices have that speak more than one: newer ones name their model behind a colon."""
_PARTS = {"no": ("nb", "nn"), "tl": ("fil",), "zh": ("yue", "wuu"), "iw": ("he",), "in": ("id",)}
"""Languages that the service's voices have other names for (ISO 639-3, macrolanguages; old codes)."""


class AzureInterface(Interface):
    """What is sent to the service, and what of it is set."""

    name = "azure"
    known = frozenset({"region"})
    secret = "AZURE_SPEECH_KEY"  # noqa: S105, the name of a variable

    @property
    def address(self) -> str:
        """The service of the region, or that which the environment names, up to `_PATH`."""
        usual = self._endpoint or f"https://{self._region}.tts.speech.microsoft.com"
        usual = usual.rstrip("/").removesuffix(f"/{_PATH}") + "/"
        if shown := _OF_REGION.fullmatch(usual[:-1]):
            owner = "microsoft" if shown[2] == "com" else "azure"
            usual = f"https://{shown[1]}.tts.speech.{owner}.{shown[2]}/"
        if _OWN_NAME.fullmatch(usual[:-1]):
            usual += "tts/"
        return self.setting.addresses.get(self.name, usual)

    def fault(self) -> tuple[str, str] | None:
        """A region or a voice that cannot be one; a language without a voice."""
        region = self.options.get("region")
        if region is not None and not _is_region(region):
            return "options.region", tr("a region is a word such as southeastasia")
        if not _NAME.fullmatch(self._voice):
            key = "name" if self._voice else "engine"
            return key, tr("name the voice as the service does: name: vi-VN-HoaiMyNeural")
        if not self._speaks(self.setting.language):
            return "name", tr(
                "{name} speaks {own}, and what is to be read is {language}: take a voice whose name"
                " begins so, or one that is Multilingual",
                name=self._voice,
                own=base_language(self._voice),
                language=base_language(self.setting.language),
            )
        return None

    def _speaks(self, tag: str) -> bool:
        """Whether the voice can be meant for a language: others it reads as if it were its own."""
        if any(kind in self._voice for kind in _OF_MANY):
            return True
        base = base_language(tag)
        return base_language(self._voice) in {base, *_PARTS.get(base, ())}

    def lacking(self) -> str:
        """The variables that are not set."""
        names = [] if self._region or self._endpoint else ["AZURE_SPEECH_REGION"]
        names += [] if self.key else [self.secret]
        if names:
            return tr("set in the environment: {names}", names=", ".join(names))
        if self._endpoint and not is_service(self._endpoint):
            return tr("the variable {name} of the environment holds no address", name=_ENDPOINT)
        if self._endpoint:
            return unencrypted(self.address, _ENDPOINT) or super().lacking()
        if not _is_region(self._region):  # its host would be anybody's, and be told the key
            return tr("AZURE_SPEECH_REGION is to be a word such as southeastasia")
        return super().lacking()

    @property
    def identity(self) -> tuple[str, ...]:
        """The voice is the same in every region."""
        return self._voice, _FORMAT

    @property
    def voice(self) -> str:
        """The service's own name for it."""
        return self._voice

    def asking(self, runs: Sequence[Run]) -> Asking:
        """The runs as SSML, each in its language where the voice speaks several."""
        own = "-".join(self._voice.split("-")[:2])
        said = " ".join(self._said(run) for run in runs)
        ssml = (
            f'<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="{own}">'
            f"<voice name={quoteattr(self._voice)}>{said}</voice></speak>"
        )
        headers = {
            "Content-Type": "application/ssml+xml",
            "X-Microsoft-OutputFormat": _FORMAT,
            "User-Agent": "bulletin",
            "Ocp-Apim-Subscription-Key": self.key,
        }
        return Asking(urljoin(self.address, _PATH), ssml.encode(), headers, self.key, self.advice())

    def advice(self) -> dict[int, str]:
        """As for any service; a key is one region's, and a voice that is not there a bad request."""
        key = tr(
            "see AZURE_SPEECH_KEY, and whether it is the key of the region {region}",
            region=self.address if self._endpoint else self._region,
        )
        return {
            401: key,
            403: key,
            404: tr("see the address in {name}", name=_ENDPOINT) if self._endpoint else "",
            400: tr("see whether the region has the voice {name}", name=self._voice),
        }

    def _said(self, run: Run) -> str:
        text = escape(clean(run.text))
        if run.language and _MANY_LANGUAGES in self._voice:
            return f'<lang xml:lang="{_tag(run.language)}">{text}</lang>'
        return text

    @property
    def _endpoint(self) -> str:
        return self.setting.secrets.get(_ENDPOINT, "").strip()

    @property
    def _region(self) -> str:
        set_to = self.options.get("region")
        told = self.setting.secrets.get("AZURE_SPEECH_REGION", "").strip().lower()
        return str(set_to) if set_to else told

    @property
    def _voice(self) -> str:
        return self.setting.voice.name or ""


def _is_region(name: object) -> bool:
    return isinstance(name, str) and _REGION.fullmatch(name) is not None


def _tag(language: str) -> str:
    """A language with a country, without which the service knows none (UTS 35, likely subtags)."""
    likely = get_global("likely_subtags").get(language.replace("-", "_"), "")
    return f"{language}-{likely.rpartition('_')[2]}" if likely else language


class Azure(OnlineEngine):
    """The engine `azure`. A voice's name is the service's: `vi-VN-NamMinhNeural`."""

    name = AzureInterface.name
    _interface = AzureInterface
