"""What a program that builds and ends asks of Python: few looks for garbage, no logs of libraries.

In: nothing. Out: rings of things that nobody holds are looked for seldom; a terminal without noise.
"""

import gc
import logging
import sys
import warnings


def unhurried() -> None:
    """Look for garbage at every two hundred thousandth thing, not at every seven hundredth.

    Laid-out pages are a million things that stay to the end: to look through them again and
    again took a tenth of the time in which a PDF is made. Imports are as many.
    """
    gc.set_threshold(200_000, 10, 10)


def settled() -> None:
    """Take what is there now for what stays: nobody looks for garbage in it any more.

    In a copy of a process, to look would be to copy all that the two have in common.
    """
    gc.freeze()


def unheard() -> None:
    """Keep logs and warnings of libraries from the terminal: what is wrong is said by us, once."""
    logging.lastResort = logging.NullHandler()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
