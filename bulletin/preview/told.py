"""The board as browsers get it: plain values.

In: the desk, and whether whoever asks may write. Out: values for JSON.
"""

import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from bulletin.diagnostics import as_data
from bulletin.formats.quick_yaml import values_in
from bulletin.narration.hearing import Hearing
from bulletin.preview.board import Board, Switchboard, Wish

_WORDS = Path(__file__).parent / "words"
_ENDS = re.compile(r"^[\s\-–/&+]+|[\s\-–/&+]+$")


@cache
def words(language: str) -> dict[str, Any]:
    """What the preview's own pages say, in a language."""
    read: dict[str, Any] = values_in((_WORDS / f"{language}.yaml").read_text("utf-8"))
    return read


def is_current(board: Board, wish: Wish) -> bool:
    """Whether something was made, and of the text as it is now."""
    making = board.makings[wish]
    return making.status == "made" and making.of == board.text


def site_of(board: Board) -> str:
    """Which site is being served: another name whenever pages are to be loaded again."""
    return f"{board.page}{'s' if is_current(board, 'sound') else ''}"


def state(
    desk: Switchboard, issue_id: str, say: Callable[[str], str] = str, *, writes: bool
) -> dict[str, object]:
    """All that a page shows around the issue; `say` puts messages into the editor's language."""
    board = desk.board
    return {
        "boot": desk.boot,
        "version": desk.version,
        "site": site_of(board),
        "issue": issue_id,
        "building": board.building,
        "findings": [
            {
                **as_data(one.finding),
                "message": say(one.finding.message),
                "hint": say(one.finding.hint),
                "page": one.page,
                "fragments": list(one.fragments),
            }
            for one in board.findings
        ],
        "failure": say(board.failure),
        "hint": say(board.hint),
        "heard": board.heard,
        "voice": board.hearings is not None,
        "worth": len(board.hearings.worth) if board.hearings else 0,
        "makings": {
            wish: asdict(making)
            | {
                "message": say(making.message),
                "hint": say(making.hint),
                "current": is_current(board, wish),
            }
            for wish, making in board.makings.items()
        },
        "token": desk.token if writes else "",
    }


def hearing(one: Hearing, clip: str, pages: Path | None) -> dict[str, object]:
    """A sentence that is worth hearing. Texts come in pieces: browsers count otherwise.

    What has no page of its own below `pages` stands on the issue's.
    """
    page = f"{one.slug}.html"
    return {
        "title": one.title,
        "page": page if pages and (pages / page).is_file() else "index.html",
        "fragment": one.fragment,
        "place": f"{one.span.file}:{one.span.line}",
        "pieces": _pieces(one),
        "said": one.said,
        "doubts": list(one.doubts),
        "pace": one.pace,
        "clip": clip,
        "spots": [
            {
                "text": spot.text,
                "word": _ENDS.sub("", spot.text),
                "say": spot.say,
                "doubt": spot.doubt,
                "senses": list(spot.senses),
            }
            for spot in one.spots
        ],
    }


def _pieces(one: Hearing) -> list[tuple[str, str]]:
    """The written sentence, cut at its spots: each piece with what is doubtful in it, or ""."""
    pieces: list[tuple[str, str]] = []
    at = 0
    for spot in one.spots:
        pieces += [(one.given[at : spot.start], ""), (one.given[spot.start : spot.end], spot.doubt)]
        at = spot.end
    pieces.append((one.given[at:], ""))
    return [(text, doubt) for text, doubt in pieces if text]
