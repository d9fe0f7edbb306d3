"""Findings that a publication or an article does without, each for a reason.

In: the switches of an issue, and findings. Out: the findings that are left, and what is wrong
with the switches: a code that does not exist or has to stay, no reason, nothing to switch off.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bulletin import codes
from bulletin.diagnostics import Finding, Switch
from bulletin.messages import tr

_EDITIONS = ("B6", "B51")
"""Findings of editions and of the voice that a machine has are known only when a release is
made, dead links only when asked for."""
_OWN = {codes.WRONG_SWITCH, codes.SWITCH_WITHOUT_REASON, codes.IDLE_SWITCH}
_BESIDE = 3


def others_beside(ids: Sequence[str], issue_id: str) -> tuple[str, ...]:
    """The issues in which a switch may be of use: the last ones before this one, or after it."""
    before = [one for one in ids if one < issue_id][-_BESIDE:]
    after = [one for one in ids if one > issue_id]
    return (*reversed(before), *after[: _BESIDE - len(before)])


def is_off(finding: Finding, switches: Iterable[Switch]) -> bool:
    """Whether a finding is switched off where it stands."""
    return any(_silences(switch, finding) for switch in switches)


def _silences(switch: Switch, finding: Finding) -> bool:
    return (
        switch.number == finding.code.number
        and finding.code.may_be_off
        and finding.code not in _OWN
        and switch.file in {"", finding.span.file}
    )


def switched(
    switches: Collection[Switch],
    findings: Collection[Finding],
    others: Iterable[Finding] | None = None,
) -> list[Finding]:
    """The findings without those that are off, and with those about the switches.

    `others`: findings of issues beside, asked for only where a switch is of no use here; None:
    nothing is said of switches without use.
    """
    if not switches:
        return list(findings)
    kept = [finding for finding in findings if not is_off(finding, switches)]
    kept += (fault for switch in switches for fault in _faults(switch))
    if others is not None:
        kept += _idle(switches, findings, others)
    return kept


def _faults(switch: Switch) -> Iterator[Finding]:
    code = codes.CODES.get(switch.number)
    if code is None:
        message = tr("there is no code {number}", number=switch.number)
        hint = tr("the codes are listed by: bulletin check --codes")
        if switch.number.upper() in codes.CODES:
            hint = tr("write {number}", number=switch.number.upper())
        yield Finding(codes.WRONG_VALUE, message, switch.span, hint)
    elif code in _OWN or not code.may_be_off:
        yield Finding(
            codes.WRONG_SWITCH,
            tr("{number} cannot be switched off: {title}", number=code.number, title=code.title),
            switch.span,
            tr("an edition would break, or say what is wrong: mend what is found, and delete this"),
        )
    if not switch.reason.strip():
        message = tr("nothing says why {number} is switched off", number=switch.number)
        hint = tr('write the reason: {number}: "our readers know why"', number=switch.number)
        yield Finding(codes.SWITCH_WITHOUT_REASON, message, switch.span, hint)


def _idle(
    switches: Iterable[Switch], findings: Collection[Finding], others: Iterable[Finding]
) -> Iterator[Finding]:
    idle = [
        switch
        for switch in switches
        if switch.number in codes.CODES
        and codes.CODES[switch.number].may_be_off
        and codes.CODES[switch.number] not in _OWN
        and not switch.number.startswith(_EDITIONS)
        and switch.number != codes.DEAD_LINK.number
        and not any(_silences(switch, finding) for finding in findings)
    ]
    used: set[str] = set()
    if any(not switch.file for switch in idle):
        wanted = {switch.number for switch in idle if not switch.file}
        for other in others:
            used.add(other.code.number)
            if wanted <= used:
                break
    for switch in idle:
        if switch.file or switch.number not in used:
            message = tr("{number} is switched off and does not occur", number=switch.number)
            yield Finding(codes.IDLE_SWITCH, message, switch.span, tr("delete this line"))
