"""What a build spent its time on, as a table: rich on a terminal, plain in a pipe.

In: `Timings`. Out: text on standard error.
"""

from collections.abc import Sequence

from bulletin.cli.terminal import Terminal
from bulletin.machine.timings import Stage, Timings
from bulletin.messages import tr


def show(timings: Timings, terminal: Terminal) -> None:
    """The table, with a line for each stage in the order in which they began."""
    rows = [_row(stage) for stage in timings.stages()]
    cpu = sum(stage.cpu for stage in timings.stages()) + timings.rest
    rows.append((tr("start, and moving files"), "", "", f"{timings.rest:.1f}", "", ""))
    rows.append((tr("all"), "0.0", f"{timings.elapsed:.1f}", f"{cpu:.1f}", "", ""))
    head = (tr("stage"), tr("from"), tr("wall"), tr("CPU"), tr("made"), tr("cached"))
    if not terminal.live or terminal.quiet:
        terminal.say(_plain((head, *rows)))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*map(str, head), title=tr("Seconds of wall time and of CPU"))
    for column in table.columns[1:]:
        column.justify = "right"
    for row in rows[:-1]:
        table.add_row(*map(str, row))
    table.add_section()
    table.add_row(*map(str, rows[-1]), style="bold")
    terminal.done()
    Console(stderr=True, no_color=not terminal.colour).print(table)


def _row(stage: Stage) -> tuple[str, ...]:
    times = (f"{stage.begun:.1f}", f"{stage.ended - stage.begun:.1f}", f"{stage.cpu:.1f}")
    return (stage.name, *times, str(stage.made or ""), str(stage.kept or ""))


def _plain(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
