"""A style sheet, read by WeasyPrint as it will be for the pages, and by itself.

In: a sheet's text. Out: what WeasyPrint says of it. Whatever the sheet names is an empty file.
"""

from weasyprint import CSS
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletin.messages import tr
from bulletin.theming.typesetter.listening import Message, listening

_NOWHERE = "https://bulletin.invalid/"


class _Nothing(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """An empty style sheet."""
        del headers
        return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})


def messages_of(text: str) -> list[Message]:
    """What WeasyPrint passes over in a sheet."""
    with listening() as messages:
        try:
            CSS(string=text, base_url=_NOWHERE, url_fetcher=_Nothing())
        except Exception as error:  # noqa: BLE001, WeasyPrint trusts the sheets that it reads
            messages.append(
                Message(tr("the sheet cannot be read ({name})", name=type(error).__name__), ())
            )
    return messages
