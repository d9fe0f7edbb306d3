"""How far a sending has come, on the line of progress, and in the end in words.

In: what a target tells. Out: the line; what went, and what an attempt before had left there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bulletin.cli.terminal import Terminal
from bulletin.machine.disks import megabytes
from bulletin.messages import tr

if TYPE_CHECKING:
    from bulletin.publish.sending import Sending


class SendingLine:
    """What is shown of a sending."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._last: Sending | None = None

    def watch(self, now: Sending) -> None:
        """Show how far it has come: by bytes, where it is known how many there are."""
        self._last = now
        if now.total_bytes:
            shown = tr(
                "{files}/{total} files, {size} of {total_size}",
                files=now.files,
                total=now.total_files,
                size=megabytes(now.bytes),
                total_size=megabytes(now.total_bytes),
            )
            self._terminal.progress("send", now.bytes, now.total_bytes, shown)
        else:
            shown = tr(
                "{files}/{total} files, {size}",
                files=now.files,
                total=now.total_files,
                size=megabytes(now.bytes),
            )
            self._terminal.progress("send", now.files, now.total_files, shown)

    def close(self) -> None:
        """Say what went; in particular what did not have to go again."""
        self._terminal.done()
        if self._last is None:
            return
        if self._last.bytes:
            self._terminal.say(
                tr(
                    "{files} files sent, {size}",
                    files=self._last.files - self._last.found,
                    size=megabytes(self._last.bytes),
                )
            )
        if self._last.found:
            self._terminal.say(
                tr(
                    "gone on from an attempt that broke off: {count} files were there already",
                    count=self._last.found,
                )
            )

    def as_values(self) -> dict[str, int]:
        """The same for programs."""
        if self._last is None:
            return {"files": 0, "bytes": 0, "found": 0}
        last = self._last
        return {"files": last.files - last.found, "bytes": last.bytes, "found": last.found}
