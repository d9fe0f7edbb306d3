"""Findings in how an issue is put together: articles, headings, anchors, links."""

from bulletin.codes.declaring import error as _error
from bulletin.codes.declaring import warning as _warning

OTHER_SITE = _warning("B130", "A link that leads to another site than its words name")
NO_ISSUES = _error("B288", "A publication without an issue")
DRAFT = _warning("B289", "An article that is still a draft")
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
EMPTY_TABLE = _error("B412", "A table without rows", optional=True)
NO_ARTICLES = _error("B413", "An issue without articles")
WRONG_ARTICLE_NAME = _error("B414", "An article's file name that gives no address")
EMPTY_HEADING = _error("B415", "A heading or a link without words")
DEAD_LINK = _warning("B431", "A link to a page that does not answer")
NO_SUCH_PAGE = _warning("B610", "A link to a page of the publication that there is not")
DETOUR = _warning("B492", "An address that leads through another site")
COPIED_ARTICLE = _warning("B496", "Two articles with the same title and text")
