"""The lexicon: a file of words in, how each is said out, and findings.

In: `lexicon.yaml` as a `Source`. Out: the entries that are sound, by their words.
"""

from collections.abc import Mapping

from bulletin import codes
from bulletin.diagnostics import Span
from bulletin.messages import tr
from bulletin.source.reporting import Findings
from bulletin.source.settings.models import LexiconSetting
from bulletin.source.settings.validation import validated
from bulletin.source.text import Source
from bulletin.source.yaml.nodes import Items, Keys, Scalar, YamlNode
from bulletin.source.yaml.parser import read_yaml

LEXICON = "lexicon.yaml"

LONGEST_WORD = 200
"""Characters of what an entry is about: at each place of a text all long ones are tried."""

_QUOTES = "“”„«»"
"""What a word may stand between, as it does where a finding says what to write."""


def read_lexicon(source: Source, findings: Findings) -> Mapping[str, LexiconSetting]:
    """The entries of a lexicon."""
    node = read_yaml(source, findings)
    if node is None:
        return {}
    if not isinstance(node, Keys):
        message = tr("lines of the form word: how it is said belong here")
        findings.add(codes.NOT_A_MAPPING, node.span, message, tr("write QL13: quốc lộ mười ba"))
        return {}
    entries: dict[str, LexiconSetting] = {}
    for written, span, value in node.entries:
        word = written.strip(_QUOTES) or written
        if entry := _entry(word, span, value, findings):
            entries[word] = entry
    return entries


def _entry(word: str, span: Span, value: YamlNode, findings: Findings) -> LexiconSetting | None:
    if len(word) > LONGEST_WORD:
        message = tr("the lexicon's words have more than {most} characters", most=LONGEST_WORD)
        hint = tr("write only the words that are said in another way")
        findings.add(codes.TOO_LONG, span, message, hint)
        return None
    if isinstance(value, Scalar):
        spoken = value.value
        if isinstance(spoken, str) and spoken.strip() and word.strip():
            say = Keys((("say", value.span, value),), value.span)
            return validated(LexiconSetting, say, findings)
        message = tr('the lexicon does not say how "{word}" is read', word=word)
        hint = tr(
            "write {word}: and the words, in quotes if they are true or false", word=word or "word"
        )
        findings.add(
            codes.MISSING_KEY if spoken in {None, ""} else codes.WRONG_TYPE, span, message, hint
        )
        return None
    if isinstance(value, Items):
        message = tr('"{word}" must have one way to be said, not a list', word=word)
        hint = tr("write {word}: and the words", word=word)
        findings.add(codes.WRONG_TYPE, value.span, message, hint)
        return None
    return validated(LexiconSetting, value, findings, examples={"say": tr("say: the words")})
