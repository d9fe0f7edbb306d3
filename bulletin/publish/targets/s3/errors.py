"""What a server that speaks S3 said instead of doing what it was asked, for people.

In: an exception of obstore, whose words hold the server's. Out: what is wrong, and what to do.
Source: Amazon S3's API reference, "Error responses"; other servers use its codes where they can.
"""

import re

from bulletin.messages import tr, tr_noop
from bulletin.publish.targets.server.meanings import meaning, meaning_of
from bulletin.publish.targets.server.storage import GOES_ON

_SHOWN = 200

_STATUS = re.compile(r"status code: (\d{3})(?: ([\w' -]*\w))?")
_CODE = re.compile(r"<Code>(\w+)</Code>")
_SAID = re.compile(r"<Message>(.*?)</Message>", re.DOTALL)
_DEBUG = "\n\nDebug source:"


_KEYS = tr_noop(
    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, of a key that may list,"
    " read, write and delete there"
)
_ROWS = (
    # Without keys the library looks for those of a machine in Amazon's own cloud.
    meaning(
        r"169\.254\.1(69\.254|70\.2)|fd00:ec2|CredentialsError|missing.*credential",
        tr_noop("there are no keys for it"),
        _KEYS,
    ),
    meaning(
        r"RequestTimeTooSkewed|RequestExpired",
        tr_noop("this machine's clock is not right: {said}"),
        tr_noop("set the clock of this machine, and give the same command again"),
    ),
    meaning(
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|incorrectly"
        r" configured region",
        tr_noop("the bucket is in another region: {said}"),
        tr_noop("write the bucket's own region: and endpoint: into publication.yaml"),
    ),
    meaning(
        r"NoSuchBucket|InvalidBucketName",
        tr_noop("there is no such bucket: {said}"),
        tr_noop("make it, or mend bucket: in publication.yaml; then the same command goes on"),
    ),
    meaning(
        r"InvalidAccessKeyId|SignatureDoesNotMatch|InvalidToken|ExpiredToken|TokenRefresh"
        r"|status code: 401\b",
        tr_noop("the server does not let us in, for the keys are wrong: {said}"),
        _KEYS,
    ),
    meaning(
        r"QuotaExceeded|StorageFull|InsufficientStorage|NoSpace|no space left|not enough space"
        r"|EntityTooLarge|no free volumes|status code: (507|413)\b",
        tr_noop("there is no room: {said}"),
        tr_noop("make room there or raise the quota; {goes_on}"),
    ),
    meaning(
        r"SlowDown|TooManyRequests|ServiceUnavailable|status code: (429|503)\b",
        tr_noop("the server is overloaded: {said}"),
        tr_noop("wait some minutes; {goes_on}"),
    ),
    meaning(
        r"AccessDenied|status code: 403\b",
        tr_noop("the server does not let us in, or not do that: {said}"),
        _KEYS,
    ),
    meaning(
        r"NotImplemented|status code: 501\b",
        tr_noop("the server cannot do what is needed: {said}"),
        tr_noop("it must know conditional writes (If-None-Match); take another server"),
    ),
    meaning(
        r"object with invalid path",
        tr_noop("an object lies there by a name that is no path: {said}"),
        tr_noop(
            "take it away there (//, . and .. between strokes, and signs that nobody sees), or"
            " name another prefix: in publication.yaml"
        ),
    ),
    meaning(
        r"invalid list response|ill-formed document|status code: 405\b",
        tr_noop("what answers there does not speak S3: {said}"),
        tr_noop("mend endpoint: in publication.yaml"),
    ),
    meaning(
        r"certificate|UnknownIssuer|NotValidForName",
        tr_noop("its certificate cannot be trusted: {said}"),
        tr_noop("is endpoint: right, and the certificate's name and date? {goes_on}"),
    ),
    meaning(
        r"kind: (Timeout|TimedOut)|operation timed out|deadline has elapsed",
        tr_noop("it did not answer in time"),
        GOES_ON,
    ),
    meaning(
        r"kind: Connect|ConnectionRefused|dns error|error trying to connect",
        tr_noop("there is no connection: {said}"),
        tr_noop("is endpoint: right, and the network up? {goes_on}"),
    ),
    meaning(  # AWS_ENDPOINT_URL without TLS, which only a place that says so has
        r"builder error|rust future panicked",
        tr_noop("its address cannot be asked"),
        tr_noop("write endpoint: http://... (or https://) into publication.yaml, not elsewhere"),
    ),
    meaning(
        r"HTTP error|IncompleteMessage|ConnectionReset|BrokenPipe|error decoding response"
        r"|Content-Range header not present",
        tr_noop("the connection broke: {said}"),
        GOES_ON,
    ),
    meaning(
        r"status code: 5\d\d",
        tr_noop("the server failed: {said}"),
        tr_noop("try again later; {goes_on}"),
    ),
    meaning(  # no error of S3's own: a proxy, a login, another program
        r"\A(?s:(?!.*<Code>).*)status code: [34]\d\d\b",
        tr_noop("what answers there is no bucket: {said}"),
        tr_noop("is endpoint: right, and does a proxy or a login stand before it? {goes_on}"),
    ),
)


def said(error: Exception) -> tuple[str, str]:
    """What is wrong, and what to do."""
    words = str(error)
    short = _short(words)
    if found := meaning_of(words, _ROWS):
        return tr(found.what, said=short), tr(found.hint, goes_on=GOES_ON)
    return short, GOES_ON


def _short(words: str) -> str:
    """The server's own words, or the innermost of the library's first line."""
    head = words.partition(_DEBUG)[0].strip()
    code, message = _CODE.search(words), _SAID.search(words)
    if code or message:
        found = [part[1].strip() for part in (message, code) if part and part[1].strip()]
        return " / ".join(found)[:_SHOWN]
    if status := _STATUS.search(head):
        return " ".join(filter(None, status.groups()))
    if inner := _INNER.findall(words):
        return str(inner[-1])[:_SHOWN]
    return head.partition("\n")[0].rpartition(" - ")[2][:_SHOWN]


_INNER = re.compile(r'(?:message|error): "([^"]{4,})"')
"""What of the library's account of a connection is words."""
