"""Whether a hosted copy is whole, as it was built, reachable, and the publisher's own.

In: an address or a folder. Out: a `Report` that names the place of whatever is wrong.
"""

from bulletin.publish.verifying.places import Folder, Place, Website, opened
from bulletin.publish.verifying.report import Fault, Report
from bulletin.publish.verifying.verify import Wanted, verify, verify_file

__all__ = [
    "Fault",
    "Folder",
    "Place",
    "Report",
    "Wanted",
    "Website",
    "opened",
    "verify",
    "verify_file",
]
