"""Every kind of finding: the one flat table of codes.

In: nothing. Out: a constant for each `Code`, and `CODES` by number. A number never changes its
meaning and is never given again. A title is a message: braces in it are doubled. `explanations/`
has a file for each, which `bulletin explain` says, and the table as Markdown, in `check/CODES.md`
(`make codes` writes it anew).

B1xx files, YAML and settings; B2xx Markdown and directives; B3xx pictures, media and data, and
from B340 themes; B4xx structure and links, and from B416 wording; B5xx voice; B6xx editions.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bulletin.diagnostics import Code, Severity
from bulletin.messages import tr

_codes: dict[str, Code] = {}


def _code(number: str, severity: Severity, title: str, *, optional: bool = False) -> Code:
    code = Code(number, severity, tr(title), optional)
    if number in _codes:
        message = f"{number} is given twice"
        raise ValueError(message)
    _codes[number] = code
    return code


def _error(number: str, title: str, *, optional: bool = False) -> Code:
    return _code(number, Severity.ERROR, title, optional=optional)


def _warning(number: str, title: str) -> Code:
    return _code(number, Severity.WARNING, title)


# -- files, YAML and settings --------------------------------------------------------------
UNREADABLE = _error("B101", "A file that the issue needs is missing or cannot be read")
NOT_UTF8 = _error("B102", "A file is not saved as UTF-8")
BYTE_ORDER_MARK = _warning("B103", "A file starts with an invisible mark (BOM)")
CONTROL_CHARACTER = _error("B104", "A character that no page can show")
EMPTY_FILE = _error("B105", "A file is empty")
YAML_SYNTAX = _error("B106", "YAML that cannot be read")
YAML_TAB = _error("B107", "A tab in YAML, where only spaces are allowed")
YAML_ALIAS = _error("B108", "An anchor, an alias or a tag in YAML (&, *, !)")
DUPLICATE_KEY = _error("B109", "A key is written twice")
UNKNOWN_KEY = _error("B110", "A key that does not exist")
MISSING_KEY = _error("B111", "A key that must be there is missing or has no value")
NO_AS_FALSE = _error("B112", "no, yes, on or off without quotes")
WRONG_TYPE = _error("B113", "A value of the wrong kind")
WRONG_VALUE = _error("B114", "A value that is not allowed")
WRONG_DATE = _error("B115", "A date or a time that is not one")
WRONG_ADDRESS = _error("B116", "A web address that is not whole")
COMPLEX_KEY = _error("B117", "A key that is not plain text")
NOT_A_MAPPING = _error("B118", "A file that does not hold lines of the form key: value")
YAML_TOO_DEEP = _error("B119", "YAML that is nested too deeply")
FRONT_MATTER = _error("B120", "An article's settings between the --- lines are missing or open")
UNKNOWN_ISSUE = _error("B121", "There is no issue with this id")
ISSUE_FOLDER_NAME = _warning("B122", "An issue's folder is not named by year and month")
LEFT_FROM_BEFORE = _warning("B135", "A day or a number of an issue that is left from another one")
MISNAMED = _warning("B124", "A file that is not called as it is looked for")
OUTSIDE_BLOCKS = _warning("B125", "Text of a page that stands outside its blocks")
BROKEN_SCRIPT = _warning("B126", "A script of a theme that browsers cannot read")
VALUE_LEFT_OUT = _warning("B127", "Words of a theme that leave out a value")
PAGE_UNKNOWN = _warning("B128", "A part of a theme's page that browsers pass over")
TYPED_NOTES = _warning("B129", "Notes that are numbered by hand")
DETOUR = _warning("B492", "An address that leads through another site")
OTHER_SITE = _warning("B130", "A link that leads to another site than its words name")
WORDS_WITHOUT_SPACES = _warning("B136", "A word as long as a sentence")
LOST_PICTURE = _error("B138", "A picture whose code is shown in its place")
FOREIGN_THOUSANDS = _warning("B134", "A decimal that was meant as thousands")
PLACEHOLDER = _warning("B139", "A setting that still says what stood there at first")
STYLE_UNKNOWN = _warning("B123", "A line of a theme's style sheet that browsers pass over")

WRONG_KEY = _error("B185", "Text that is no public key for signatures")
PRIVATE_KEY_SHOWN = _error("B186", "A private key in the folder of a publication")
# What may be switched off, and what brings a text from elsewhere that is mended as it is read.
WRONG_SWITCH = _error("B170", "A finding that cannot be switched off")
SWITCH_WITHOUT_REASON = _error("B171", "A finding that is switched off without a reason")
IDLE_SWITCH = _warning("B172", "A finding that is switched off and does not occur")
NOT_COMPOSED = _warning("B173", "Letters whose accents are characters of their own (NFD)")
INVISIBLE = _warning("B174", "Characters that nobody sees")
HARD_SPACES = _warning("B175", "Hard spaces and bullets of Word where Markdown has its own signs")

# -- Markdown and directives ---------------------------------------------------------------
RAW_HTML = _error("B201", "HTML in an article")
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
UNKNOWN_ATTRIBUTE = _error("B214", "An attribute in {{...}} that does not exist")
STRAY_ATTRIBUTES = _error("B215", "Attributes in {{...}} that belong to nothing")
UNDEFINED_FOOTNOTE = _error("B216", "A footnote that is not written")
UNUSED_ADDRESS = _warning("B267", "An address on a line of its own that no link leads to")
SOURCES_UNSEEN = _warning("B131", "A list of sources that readers do not see")
UNUSED_FOOTNOTE = _warning("B217", "A footnote that no text refers to")
DUPLICATE_FOOTNOTE = _error("B218", "A footnote that is written twice")
TOO_DEEP = _error("B219", "Text that is nested too deeply")
CELLS_LOST = _error("B220", "A row of a table has more cells than its first row")
CELLS_LACKING = _warning("B137", "A row of a table or of data has fewer cells than the first")
WRONG_ATTRIBUTE = _error("B221", "An attribute in {{...}} with a value that is not allowed")
ALMOST_MARKDOWN = _warning("B222", "Signs that look like Markdown and have no effect")

TOO_LONG = _error("B270", "A text that is too long for its place")
TOO_LARGE = _error("B271", "A file with more text than an issue can hold")
CUT_BY_HASH = _error("B272", "A # that cuts a value short")
CUT_BY_COMMA = _error("B291", "A comma that cuts a value in two")
SIGNS_SHOWN = _warning("B292", "Signs of Markdown where text is shown as it is written")
PERHAPS_CUT = _warning("B273", "A # that may cut a value short")
TOO_MUCH_TO_READ = _error("B290", "An article with more figures than a voice can read out")
NO_WORDS = _warning("B274", "A language in which the theme has no words")
RUNNING_TOGETHER = _warning("B276", "Signs of a list that Markdown does not know")
WRONG_ISSUE_ID = _error("B277", "An issue's folder whose name cannot be an address")

# What was meant as something else than Markdown makes of it.
ROWS_WITHOUT_TABLE = _error("B240", "Rows that look like a table and are none")
SWALLOWED_LINE = _warning("B241", "A line below a table that becomes one of its rows")
LIST_OTHERWISE = _warning("B242", "A list or a quotation that comes out otherwise than written")
UNDERLINED = _warning("B243", "A paragraph that becomes a heading, for a line stands below it")
SHOWN_AS_CODE = _warning("B244", "Text that is shown as code, perhaps by mistake")
LINES_JOINED = _warning("B245", "Lines that were meant to stay apart and run together")
WIDE_GAP = _warning("B356", "Words that stand apart, and are shown side by side")
OLD_ENCODING = _error("B246", "Text in an encoding of before Unicode, or read in a wrong one")
TWO_SIGNS = _warning("B491", "An item of a list with two signs")
LOOKALIKES = _warning("B247", "Letters that only look like those that are meant")

NO_ISSUES = _error("B288", "A publication without an issue")
DRAFT = _warning("B289", "An article that is still a draft")

# -- pictures, media and data --------------------------------------------------------------
FILE_MISSING = _error("B301", "A file that does not exist")
FILE_OUTSIDE = _error("B302", "A file outside the folder that it must be in")
FILE_CASE = _error("B303", "A file's name is written with other capitals than the file has")
FILE_KIND = _error("B304", "A file of the wrong kind")
NO_ALTERNATIVE = _error("B305", "A picture without alternative text")
BROKEN_PICTURE = _error("B306", "A picture that cannot be opened")
UNSAFE_SVG = _error("B307", "A drawing (SVG) that runs programs or fetches other files")
BROKEN_MEDIA = _error("B308", "A film, a sound or captions that are not what their name says")
BROKEN_DATA = _error("B309", "A data file that cannot be read as rows and columns")
MISSING_COLUMN = _error("B310", "A column that the data does not have")
NOT_A_NUMBER = _error("B311", "Text where a number should be")
AMBIGUOUS_NUMBER = _error("B312", "A number that can be read in two ways")
NO_DATA = _error("B313", "Data without any rows")
WRONG_CHART_DATA = _error("B314", "Figures that this type of chart cannot show")
HUGE_PICTURE = _error("B315", "A picture with more pixels than any edition can use")
MIXED_UNITS = _error("B250", "Figures of different units in one place")
TOO_MANY_SERIES = _error("B251", "More columns of figures than a chart keeps apart")
TOO_MANY_ROWS = _error("B252", "More rows than a chart has room for")
NO_NAMES = _error("B256", "A data file whose first line holds data, not names")
NOT_A_WHOLE = _warning("B257", "Parts of a whole that do not make up a whole")
SPREADSHEET_VALUE = _error("B258", "What a spreadsheet program writes in place of a value")
NO_ROW = _warning("B259", "A line below data that is shown as one of its rows")
BROKEN_CAPTIONS = _error("B253", "Captions without cues, or with times that no player can follow")
OVERLAPPING_CAPTIONS = _warning("B254", "Captions that are shown at the same time")
UNPLAYED_MEDIA = _warning("B255", "A film or a sound that many browsers do not play")
ROWS_OUT_OF_ORDER = _warning("B262", "Rows of a chart that are not in the order of time, or twice")
TOO_SMALL = _warning("B263", "Figures of a chart that nobody sees beside others")
WRONG_TOTAL = _warning("B264", "A total that is not the sum of the others")
NOT_RECKONED = _warning("B495", "A share or a difference that does not follow from its figures")
ROW_NUMBERS = _warning("B498", "Numbers of a table's rows that skip one, or are twice")
PARTS_OF_ONE = _warning("B265", "Parts of one where per cents are meant")
NAMELESS_ROW = _warning("B266", "Figures of a chart in a row without a name")
UNLIKE_COLUMNS = _warning("B268", "Columns of a chart in different units on one scale")
PHOTOGRAPH_AS_SIGN = _warning("B269", "A photograph among words, as small as they are")
LOST_CAPTION = _error("B260", "Words in a file of captions that no player shows")
LATE_CAPTION = _warning("B261", "Captions that come after the end of their film")

# -- themes --------------------------------------------------------------------------------
UNKNOWN_THEME = _error("B340", "A theme that does not exist")
TEMPLATE_SYNTAX = _error("B341", "A template that cannot be read")
TEMPLATE_NAME = _error("B342", "A template asks for something that its page does not have")
TEMPLATE_FILE = _error("B343", "A template, style sheet or file that the theme does not have")
TEMPLATE_FORBIDDEN = _error("B344", "A template does what no theme may do")
TEMPLATE_LIMIT = _error(
    "B345", "A file of a theme that is too large, or a template that goes on too long"
)
TEMPLATE_FAILS = _error("B346", "A template that cannot be filled in")
TEMPLATE_BLOCK = _error("B347", "A block of a page that the page below does not have")
STRING_PLACEHOLDER = _error("B348", "Braces in a theme's words that no value belongs to")
STRING_PATTERN = _error("B349", "A pattern that writes no date or time")
STRINGS_MISSING = _warning("B350", "Words of a theme that are not there in the language")
UNKNOWN_FAMILY = _error("B351", "A family of faces that is not installed, or lacks a weight")
BROKEN_FACE = _error("B352", "A font file that cannot be used")
STYLE_SYNTAX = _error("B353", "A style sheet that cannot be read")
LOADED_FROM_OUTSIDE = _error("B354", "A theme that loads something from outside")
NOT_USED = _warning("B355", "A file in the theme's folder that nothing uses")
WRONG_SIZE = _error("B316", "A drawing (SVG) without a size that makes sense")
LOST_IN_DRAWING = _error("B317", "Something in a drawing (SVG) that not every edition can show")
CHANGED_DRAWING = _warning("B318", "Something in a drawing (SVG) that is shown in another way")
LEFT_OUT_OF_DRAWING = _warning("B532", "A program or a far font in a drawing (SVG), left out")
HEAVY_DRAWING = _error("B319", "A drawing (SVG) that is too much for readers' devices")

# -- structure and links -------------------------------------------------------------------
LINK_TO_NO_ARTICLE = _error("B401", "A link to an article that the issue does not have")
LINK_TO_NO_ANCHOR = _error("B402", "A link to a place that the article does not have")
WRONG_LINK = _error("B403", "A link that leads nowhere on a reader's device")
INSECURE_LINK = _warning("B404", "A link that starts with http:// instead of https://")
HEADING_SKIPPED = _error("B405", "A heading that skips a level", optional=True)
HEADING_TOO_HIGH = _error("B406", "A heading with one # inside an article")
EMPTY_ARTICLE = _error("B407", "An article without text")
SAME_SLUG = _error("B408", "Two articles with one name")
DUPLICATE_ANCHOR = _error("B409", "An anchor that is used twice or reserved")
LISTED_TWICE = _error("B410", "An article that is listed twice")
NOT_LISTED = _warning("B411", "An article in the folder that no section lists")
COPIED_ARTICLE = _warning("B496", "Two articles with the same title and text")
EMPTY_TABLE = _error("B412", "A table without rows", optional=True)
NO_ARTICLES = _error("B413", "An issue without articles")
WRONG_ARTICLE_NAME = _error("B414", "An article's file name that gives no address")
EMPTY_HEADING = _error("B415", "A heading or a link without words")

NO_LUNAR_DATE = _error("B450", "A day of which no lunar date is known")

AMBIGUOUS_ANSWER = _warning("B132", "A quiz's answer that may mean two of its options")
WRONG_ANSWER = _error("B451", "A quiz whose answer is none of its options")
FEW_OPTIONS = _error("B452", "A question of a quiz that leaves nothing to choose")
NO_WAY_TO_ASK = _error("B453", "A card for questions without a way to ask them")
WRONG_CONTACT = _error("B454", "A telephone number or a mail address that is none")
BROADCAST_TIMES = _error("B455", "A broadcast that ends before it begins")
# -- proof-reading ---------------------------------------------------------------------------
WRONG_WEEKDAY = _warning("B416", "A weekday that does not fit its date")
NO_SUCH_DAY = _warning("B417", "A date or an hour that there is not")
FAR_DAY = _warning("B418", "A date far from the issue's own")
WRONG_PHONE = _warning("B419", "A telephone number of the wrong length")
DOUBLED_WORD = _warning("B420", "A word that is written twice")
PERSONAL_NUMBERS = _warning("B499", "Numbers by which the law knows a person")
OTHER_LANGUAGE = _warning("B497", "A passage in another language that nothing names")
NO_SYLLABLE = _warning("B421", "A syllable that the language does not have")
MIXED_PLACING = _warning("B422", "Tone marks that are placed in two ways")
DOUBLED_MARK = _warning("B423", "A mark that is doubled, or has a space on the wrong side")
NO_SUMMARY = _warning("B424", "An article without a summary")
LONG_TITLE = _warning("B425", "A title that is too long for cards and lists")
SMALL_PICTURE = _warning("B426", "A picture with too few pixels")
HEAVY_PICTURE = _warning("B427", "A picture that is too heavy")
BOLD_HEADING = _warning("B428", "A heading that is only bold")
FILE_NAME_AS_ALTERNATIVE = _warning("B429", "Alternative text that says nothing of the picture")
OLD_PLACE = _warning("B430", "A place that has had another name since 2025")
DEAD_LINK = _warning("B431", "A link to a page that does not answer")
ANIMATED_PICTURE = _warning("B432", "A picture that moves, of which one image is shown")
COMMENT_MARK = _warning("B133", "The mark of a comment that was left in a text")
UNREADABLE_ON_PAPER = _warning("B533", "A picture that cannot be read on paper or in a book")
CHAT_LEFTOVER = _warning("B434", "What a chat or a page puts around a text")
LETTER_IN_NUMBER = _warning("B435", "A letter that stands for a digit")
LETTER_FOR_ARROW = _warning("B437", "A letter that stands where an arrow of Word was")
OUTSIDE_NOTE = _warning("B438", "A paragraph that was meant for the note above it")
LOST_NOTE = _warning("B436", "The mark of a note that is not there")
BACKWARDS = _warning("B439", "A period that ends before it begins")
LEFT_IN_DRAFT = _warning("B493", "A blank or a remark of a draft that is still in the text")
QUOTES_DO_NOT_FIT = _warning("B494", "Quotes that do not fit together")
CONTRADICTION = _warning("B248", "Figures of a sentence that contradict each other")
PAGE_NUMBER = _warning("B433", "The number of a page between two paragraphs")

# -- after publication -----------------------------------------------------------------------
EARLY_CORRECTION = _error("B660", "A correction that is older than its issue")

# -- the form that the press law wants -------------------------------------------------------
PAGE_SIZE = _error("B470", "A size of pages that nothing can be set on")
BULLETIN_SIZE = _warning("B471", "A page that is larger than the press law let a bulletin be")
BULLETIN_PAGES = _warning("B472", "More pages than the press law let a bulletin have")
BULLETIN_ADVERTISING = _warning("B473", "Advertising in a bulletin")
BULLETIN_NAME = _warning("B474", 'A bulletin without a name beside the words "bản tin"')
BULLETIN_FIRST_PAGE = _warning("B475", "A first page that does not say what a bulletin's must")
BULLETIN_PRINTING = _warning("B476", "A bulletin that does not say where, how many, how often")
BULLETIN_LICENCE = _warning("B477", "A bulletin's licence without its number or its day")
BULLETIN_RESPONSIBLE = _warning("B478", "A bulletin for which nobody is named as responsible")
BULLETIN_LAST_PAGE = _warning("B479", "A last page that does not say what a bulletin's must")

# -- topics, and documents of earlier years ---------------------------------------------------
TOPICS_OF_ONE_ADDRESS = _error("B480", "Two topics with one address")
TOPIC_WRITTEN_OTHERWISE = _warning("B481", "A topic that is written in two ways")
TOPIC_WITHOUT_ADDRESS = _error("B482", "A topic that gives no address")
DOCUMENT_TWICE = _error("B483", "A document of the archive that is entered twice")
DOCUMENTS_OF_ONE_ADDRESS = _error("B484", "Two documents of the archive with one address")
FUTURE_DOCUMENT = _error("B485", "A document of the archive of a day that is still to come")
DOCUMENT_BY_LINK = _error("B486", "A document of the archive that is a symbolic link")
KIND_WRITTEN_OTHERWISE = _warning("B487", "A kind of document that is written in two ways")
DOCUMENT_WITHOUT_ADDRESS = _error("B488", "A document of the archive whose name gives no address")

# -- clips, voice --------------------------------------------------------------------------
CLIP_WITHOUT_PICTURE = _warning("B490", "An article marked for a clip that has no picture")

UNKNOWN_ABBREVIATION = _warning("B501", "An abbreviation that the voice does not know")
GUESSED_ABBREVIATION = _warning("B502", "An abbreviation of several senses that is read by guess")
NO_NATURAL_VOICE = _warning("B510", "A machine's voice, for want of a natural one")
OTHER_VOICE = _warning("B511", "Another voice than the last release has")
BROKEN_RECORDING = _error("B512", "A recording that cannot be heard")
LARGE_RECORDING = _error("B513", "A recording that is too long or too large")
SHORT_RECORDING = _error("B514", "A recording that is too short for its text")
OTHER_RECORDING = _warning("B515", "A recording that does not fit its text")
RECORDED_SENTENCES = _error("B516", "Another number of recordings or marks than of sentences")
BROKEN_MARKS = _error("B517", "Marks that nobody can read, or that do not fit the recording")
NOT_RECORDED = _warning("B518", "An article that nobody reads")
NOTHING_RECORDED = _error("B519", "Recorded voices, and no recording")
NO_READER = _warning("B520", "A recording that does not say who reads")
NO_RECORDING_FOR = _error("B521", "A setting of a recording that there is not")
UNHEARD_RECORDING = _warning("B522", "A recording that nobody hears")
NO_SECOND_VOICE = _warning("B523", "Words for a second voice that there is not")
WRONG_DIALOGUE = _error("B524", "A dialogue in which it is not clear who speaks")
SAME_VOICES = _warning("B525", "Two voices that are one and the same")
MORE_RECORDED = _warning("B526", "A recording that holds more than its text")
GUESSED_NUMBERS = _warning("B527", "Two numbers that are read by guess: a day, a score, a share")
RECORDING_LEVEL = _warning("B528", "A recording that was made too loud or too quietly")
LONG_SILENCE = _warning("B529", "A recording with a long silence in it")
ODD_PACE = _warning("B530", "A sentence that the voice says much faster or slower than others")
RECORDING_HOLE = _warning("B531", "A recording in which some of the sound is missing")
PROFILE_MISSED = _warning("B534", "Sound that does not hold what its profile promises")
NO_VOICE_HEARD = _warning("B535", "A sentence that is noise, in which no voice is heard")
NOISE_UNDER_VOICE = _warning("B536", "A recording with noise under the voice")
TWO_VOICES_HEARD = _warning("B538", "Two voices that read what one is to read")
SAME_SOUND = _warning("B537", "Different sentences that the voice says with the same sound")

# -- editions ------------------------------------------------------------------------------
NO_GLYPH = _error("B601", "A character that the theme's faces do not have")
PATCHED_FACE = _warning("B608", "A face that lacks letters of the issue's language")
OVERFULL = _error("B602", "Something that sticks out of its place on the page")
LINK_LOST = _error("B603", "A link that leads to no page of the PDF")
STYLE_IGNORED = _error("B604", "A line of a theme's style sheet that has no effect on pages")
PAGE_WARNING = _error("B605", "A page that cannot be set as it should")
COARSE_PICTURE = _warning("B606", "A picture with too few pixels for the press")
CROWDED_CHART = _error("B607", "A chart that is taller than a page")
WIDE_TABLE = _error("B690", "A table that is wider than a page")
SINGLE_FILE_WITHOUT_SOUND = _warning("B680", "Sound that does not fit into the single file")
LARGE_SINGLE_FILE = _warning("B681", "A single file that is too large for a chat")
LONG_CLIP = _warning("B682", "A title and a summary that are too long for a clip")
QUIET_HOURS = _warning("B670", "Something for the loudspeaker that is planned in quiet hours")
LONG_ITEM = _warning("B671", "Something for the loudspeaker that is longer than three minutes")
LARGE_DOCUMENT = _error("B675", "A document of the archive that is too large to be published")
HEAVY_DOCUMENT = _warning("B676", "A document of the archive that is heavy for readers' networks")
BROKEN_DOCUMENT = _error("B677", "A document of the archive that readers cannot open")
TELLING_PICTURE = _warning("B678", "A scan or photograph that says where it was taken")

CODES: Mapping[str, Code] = MappingProxyType(_codes)
"""Every code by its number."""
