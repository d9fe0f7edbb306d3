"""The texts of the share kit: for Zalo and Facebook, for SMS, and for the loudspeaker.

In: a composition. Out: names and texts, in the theme's words.
"""

from collections.abc import Iterator

from bulletin.composition import Composition, correction_lines, events_of
from bulletin.document import Event, inlines_of, unstruck_text
from bulletin.source.addresses import in_letters
from bulletin.source.values import unaccented
from bulletin.theming.theme import Strings

SMS_LENGTH = 160
"""Characters of one message in the default alphabet (3GPP TS 23.038, 6.1.2)."""
TWO_SMS_LENGTH = 134
"""Characters of two messages in UCS-2, which letters with accents need (6.1.2.3.3)."""
_TYPED = str.maketrans(
    {
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("‐‑–—−", "-"),
        "…": "...",
        "•": "-",
        "₫": "d",
        "×": "x",
        "\u00a0": " ",
    }
)
"""What stands for signs that the default alphabet lacks: with one of them a message holds half."""
_ADDRESS = "\ue000"
"""Stands for the address while accents are taken away."""
_EVENTS = 5


def texts(composition: Composition) -> Iterator[tuple[str, str]]:
    """Each text with the name of its file."""
    yield "zalo.txt", _post(composition, leads=False)
    yield "facebook.txt", _post(composition, leads=True)
    yield "sms.txt", sms(composition) + "\n"
    yield "loudspeaker.txt", _loudspeaker(composition)


def _post(composition: Composition, *, leads: bool) -> str:
    """What to write above the link: headlines, with or without their summaries, and dates."""
    issue, t = composition.issue, composition.theme.strings
    lines = [_masthead(composition)]
    if issue.settings.title:
        lines.append(issue.settings.title)
    if issue.settings.summary:
        lines.append(issue.settings.summary)
    if mended := correction_lines(issue, t):
        lines += ["", *mended]
    lines += ["", t("share_articles")]
    for article in composition.articles:
        lines.append(f"• {unstruck_text(article.title.children)}")
        if leads and article.lead:
            lines += [unstruck_text(article.lead.children), ""]
    if events := events_of(issue)[:_EVENTS]:
        lines += ["", t("share_dates")]
        lines += [f"• {when(event, t)}: {what(event)}" for event in events]
    lines += [
        "",
        told(composition, "share_read", address=in_letters(issue.address)),
        issue.publication.publisher.name,
    ]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def sms(composition: Composition) -> str:
    """One message of at most 160 characters, without accents, for any telephone.

    The title is cut at a word where it is too long; the address never is. A publication
    whose address alone is longer gets a message that is longer, for a cut one leads nowhere.
    An address with accents in it keeps them, and makes the message one of two parts.
    """
    issue = composition.issue
    address = in_letters(issue.address)
    frame = {
        "publication": issue.publication.title,
        "number": issue.settings.number,
        "address": _ADDRESS,
    }

    def written(title: str) -> str:
        words = unaccented(told(composition, "share_sms", title=title, **frame))
        words = words.translate(_TYPED)
        return words.replace(" . ", " ").replace(_ADDRESS, address)

    most = SMS_LENGTH if address.isascii() else TWO_SMS_LENGTH
    title = issue.settings.title or ""
    while title and len(written(title)) > most:
        title = title.rpartition(" ")[0]
    return written(title)


def told(composition: Composition, key: str, **values: object) -> str:
    """The words that tell of the hosted copy: of listening only where there is a voice."""
    spoken = composition.issue.publication.voice is not None
    return composition.theme.strings(key if spoken else f"{key}_silent", **values)


def _loudspeaker(composition: Composition) -> str:
    """What is read out, a paragraph a line: the same words as the MP3."""
    blocks = composition.announcement.body
    return "\n".join(unstruck_text(text) for block in blocks for text in inlines_of(block)) + "\n"


def when(event: Event, t: Strings) -> str:
    """The day or days of an event, and its time, as short as can be."""
    day = t.date(event.date, "date_day")
    if event.until:
        day = f"{day}–{t.date(event.until, 'date_day')}"
    return f"{day}, {t.time(event.time)}" if event.time else day


def what(event: Event) -> str:
    """What an event is, and where."""
    title = unstruck_text(event.title)
    return f"{title.rstrip('.,;')} ({unstruck_text(event.place)})" if event.place else title


def _masthead(composition: Composition) -> str:
    issue, t = composition.issue, composition.theme.strings
    return t(
        "share_masthead",
        publication=issue.publication.title,
        number=issue.settings.number,
        month=t.date(issue.settings.date, "date_month"),
    )
