"""Findings in directives: how one is written, and what a certain one asks for."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

AMBIGUOUS_ANSWER = _warning("B132", "A quiz's answer that may mean two of its options")
UNKNOWN_DIRECTIVE = _error("B202", "A directive that does not exist")
UNKNOWN_OPTION = _error("B203", "An option that the directive does not have")
MISSING_ARGUMENT = _error("B204", "A directive lacks what belongs after its name")
MISSING_OPTION = _error("B205", "A directive lacks an option that it needs")
WRONG_OPTION = _error("B206", "An option's value is not allowed")
NOT_CLOSED = _error("B207", "A directive is not closed")
STRAY_FENCE = _error("B208", "A line of colons that opens and closes nothing")
DUPLICATE_OPTION = _error("B209", "An option is written twice")
MALFORMED_OPTION = _error("B210", "A line that looks like an option and is none")
EXTRA_ARGUMENT = _error("B211", "Words after a directive's name that it has no use for")
WRONG_BODY = _error("B212", "A directive's body holds something else than it should")
EMPTY_BODY = _error("B213", "A directive's body is empty")
NO_LUNAR_DATE = _error("B450", "A day of which no lunar date is known")
WRONG_ANSWER = _error("B451", "A quiz whose answer is none of its options")
FEW_OPTIONS = _error("B452", "A question of a quiz that leaves nothing to choose")
NO_WAY_TO_ASK = _error("B453", "A card for questions without a way to ask them")
WRONG_CONTACT = _error("B454", "A telephone number or a mail address that is none")
BROADCAST_TIMES = _error("B455", "A broadcast that ends before it begins")
