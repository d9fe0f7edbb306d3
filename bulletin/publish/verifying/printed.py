"""The code on paper: does it still lead to this issue.

In: a release's `qr.png`. Out: faults, after going where a reader's telephone would go.
"""

from collections.abc import Iterator

from PIL import Image

from bulletin import manifest
from bulletin.art.qr_symbol import read_back
from bulletin.manifest import Manifest
from bulletin.messages import tr
from bulletin.publish.verifying import places
from bulletin.publish.verifying.report import Discrepancy

CODE = "qr.png"
_LARGEST = 1 << 22


def code_faults(
    top: places.HostedCopy, prefix: str, found: Manifest, own: places.Got, timeout: float
) -> Iterator[Discrepancy]:
    """What is wrong with the code, and with what it leads to; `own` is the manifest's answer."""
    if not any(record.path == CODE for record in found.files):
        return
    shown = top.shown(prefix + CODE)
    got = top.get(prefix + CODE, _LARGEST, places.KeptCopy(0, _LARGEST))
    if got.fault:
        return  # said already, of the file
    try:
        text = read_back(got.data)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        text = ""
    if text != found.address:
        what = text or tr("nothing that can be read")
        message = tr("the code holds {what} instead of {address}", what=what, address=found.address)
        yield Discrepancy(shown, message)
        return
    if isinstance(top, places.LocalCopy):
        return
    with places.closing(places.RemoteCopy(found.address, timeout)) as place:
        page = place.get("", _LARGEST, places.KeptCopy())
        if page.fault:
            yield Discrepancy(
                shown, tr("the code leads to {address}: {reason}", address=text, reason=page.fault)
            )
            return
        there = place.get(manifest.NAME, own.size, places.KeptCopy())
        if there.fault or there.sha256 != own.sha256:
            yield Discrepancy(
                shown, tr("the code leads to {address}, where something else lies", address=text)
            )
