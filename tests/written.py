"""What is made of an article, as expected files hold it: its elements, and what is said."""

from __future__ import annotations

import copy

from bulletin.narration.model import Script, Utterance
from bulletin.reading import spoken_text
from bulletin.xhtml import Element, to_xhtml

_OWN_LINE = ("p", "li", "tr", "figure", "table", "aside", "section", "div", "ol", "ul", "h2")


def as_elements(target: Element) -> str:
    """One element a line where that changes nothing; drawings without what is in them."""
    target = copy.deepcopy(target)
    for drawing in target.iter("{http://www.w3.org/2000/svg}svg"):
        for child in list(drawing):
            drawing.remove(child)
    text = to_xhtml(target)
    for tag in _OWN_LINE:
        text = text.replace(f"<{tag} ", f"\n<{tag} ").replace(f"<{tag}>", f"\n<{tag}>")
    return text.strip() + "\n"


def as_utterances(script: Script) -> str:
    """An utterance a line: fragment, pause, structure, who speaks if need be, what is said."""
    return "".join(
        f"{u.fragment} {u.pause} {u.structure or '-'} {_who(u)}| {spoken_text(u.runs)}\n"
        for u in script.utterances
    )


def _who(utterance: Utterance) -> str:
    return "".join(f"{word} " for word in (utterance.speaker, utterance.voice) if word)
