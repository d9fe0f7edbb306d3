"""Figures and days that contradict each other. In: text, and the issue's year. Out: slips."""

from collections.abc import Iterator

from bulletin.languages.proof import Slip
from bulletin.languages.vi.proof import equations, moon, reckoning, years


def contradicting(text: str, year: int) -> Iterator[Slip]:
    """What does not reckon, of all kinds."""
    yield from reckoning.contradicting(text)
    yield from equations.contradicting(text)
    yield from years.contradicting(text, year)
    yield from moon.contradicting(text)
