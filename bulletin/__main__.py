"""The program `bulletin`: a signal that asks it to end is heeded from its first moment on.

What is imported for a command takes most of a second; until `cli.signals` listens there is
nothing to clean up.
"""

import os
import signal
from types import FrameType

_UNHEEDED = (signal.SIG_DFL, signal.default_int_handler)


def main() -> None:
    """Run the command line."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"):  # Windows has not all of them
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in _UNHEEDED:
            signal.signal(number, _end)

    from bulletin.cli import main as run  # noqa: PLC0415, heavy: signals first

    run()


def _end(number: int, _frame: FrameType | None) -> None:
    os._exit(128 + number)


if __name__ == "__main__":
    main()
