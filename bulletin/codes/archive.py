"""Findings in what lasts beyond an issue: topics, documents of earlier years, corrections."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

TOPICS_OF_ONE_ADDRESS = _error("B480", "Two topics with one address")
TOPIC_WRITTEN_OTHERWISE = _warning("B481", "A topic that is written in two ways")
TOPIC_WITHOUT_ADDRESS = _error("B482", "A topic that gives no address")
DOCUMENT_TWICE = _error("B483", "A document of the archive that is entered twice")
DOCUMENTS_OF_ONE_ADDRESS = _error("B484", "Two documents of the archive with one address")
FUTURE_DOCUMENT = _error("B485", "A document of the archive of a day that is still to come")
DOCUMENT_BY_LINK = _error("B486", "A document of the archive that is a symbolic link")
KIND_WRITTEN_OTHERWISE = _warning("B487", "A kind of document that is written in two ways")
DOCUMENT_WITHOUT_ADDRESS = _error("B488", "A document of the archive whose name gives no address")
EARLY_CORRECTION = _error("B660", "A correction that is older than its issue")
LARGE_DOCUMENT = _error("B675", "A document of the archive that is too large to be published")
HEAVY_DOCUMENT = _warning("B676", "A document of the archive that is heavy for readers' networks")
BROKEN_DOCUMENT = _error("B677", "A document of the archive that readers cannot open")
TELLING_PICTURE = _warning("B678", "A scan or photograph that says where it was taken")
