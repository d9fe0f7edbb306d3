"""Findings in tables of data and the figures of charts."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

FOREIGN_THOUSANDS = _warning("B134", "A decimal that was meant as thousands")
MIXED_UNITS = _error("B250", "Figures of different units in one place")
TOO_MANY_SERIES = _error("B251", "More columns of figures than a chart keeps apart")
TOO_MANY_ROWS = _error("B252", "More rows than a chart has room for")
NO_NAMES = _error("B256", "A data file whose first line holds data, not names")
NOT_A_WHOLE = _warning("B257", "Parts of a whole that do not make up a whole")
SPREADSHEET_VALUE = _error("B258", "What a spreadsheet program writes in place of a value")
NO_ROW = _warning("B259", "A line below data that is shown as one of its rows")
ROWS_OUT_OF_ORDER = _warning("B262", "Rows of a chart that are not in the order of time, or twice")
TOO_SMALL = _warning("B263", "Figures of a chart that nobody sees beside others")
WRONG_TOTAL = _warning("B264", "A total that is not the sum of the others")
PARTS_OF_ONE = _warning("B265", "Parts of one where per cents are meant")
NAMELESS_ROW = _warning("B266", "Figures of a chart in a row without a name")
UNLIKE_COLUMNS = _warning("B268", "Columns of a chart in different units on one scale")
BROKEN_DATA = _error("B309", "A data file that cannot be read as rows and columns")
MISSING_COLUMN = _error("B310", "A column that the data does not have")
NOT_A_NUMBER = _error("B311", "Text where a number should be")
AMBIGUOUS_NUMBER = _error("B312", "A number that can be read in two ways")
NO_DATA = _error("B313", "Data without any rows")
WRONG_CHART_DATA = _error("B314", "Figures that this type of chart cannot show")
NOT_RECKONED = _warning("B495", "A share or a difference that does not follow from its figures")
ROW_NUMBERS = _warning("B498", "Numbers of a table's rows that skip one, or are twice")
