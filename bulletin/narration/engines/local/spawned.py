"""A process that speaks where none can be forked: a fresh one for each utterance.

In: the name of a module and its arguments, as for `zygote`; then requests, from any thread. Out:
the same answers, for the same reason: each is made by a process that has said nothing before.
"""

import json
import subprocess
import sys
from typing import Any

from bulletin.machine import systems
from bulletin.messages import tr
from bulletin.narration.engines.local.zygote import ONCE, Zygote, ZygoteError, told


class Spawned:
    """Processes of a module, seen from ours. `ask` may be called by many threads at once."""

    def __init__(self, module: str, arguments: Any, patience: float = 120.0) -> None:  # noqa: ANN401, whatever JSON holds
        """`patience` is in seconds, for any answer."""
        self._command = [sys.executable, "-P", "-m", module, ONCE, json.dumps(arguments)]
        self._patience = patience

    def ask(self, request: Any) -> tuple[int, bytes]:  # noqa: ANN401, whatever JSON holds
        """The sample rate and the bytes of the answer. Raises `ZygoteError`."""
        try:
            done = subprocess.run(  # noqa: S603, a module of our own
                self._command,
                input=json.dumps(request).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._patience,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ZygoteError(tr("the process that speaks gave no answer in time")) from None
        except OSError as error:
            message = tr("the process that speaks was cut off: {error}", error=error)
            raise ZygoteError(message) from error
        return told(done.stdout)


PATIENCE = 120.0
"""Seconds that an answer is waited for."""


def speaking(
    module: str,
    arguments: Any,  # noqa: ANN401, whatever JSON holds
    patience: float = PATIENCE,
) -> Zygote | Spawned:
    """Whoever speaks on this system. Raises `ZygoteError` if it does not come up."""
    process = Zygote if systems.FORKS else Spawned
    return process(module, arguments, patience)
