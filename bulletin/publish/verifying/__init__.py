"""Whether a hosted copy is whole, as it was built, reachable, and the publisher's own.

In: an address or a folder. Out: a `VerifyReport` that names the place of whatever is wrong.
"""

from bulletin.publish.verifying.places import HostedCopy, LocalCopy, RemoteCopy, opened
from bulletin.publish.verifying.report import Discrepancy, VerifyReport
from bulletin.publish.verifying.verify import Wanted, judged_by_words, verify, verify_file

__all__ = [
    "Discrepancy",
    "HostedCopy",
    "LocalCopy",
    "RemoteCopy",
    "VerifyReport",
    "Wanted",
    "judged_by_words",
    "opened",
    "verify",
    "verify_file",
]
