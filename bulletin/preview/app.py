"""What browsers are answered: the site, with the preview's own script in its pages, and news.

In: the desk and the folder in which things are made. Out: an ASGI application (starlette). The
files of the edition stay as they are: what is shown over them is put into the answer alone.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bulletin.desk.lexicon import entry_of, say_so
from bulletin.diagnostics import BulletinError
from bulletin.editions.web.policy import DRAWING
from bulletin.formats.media_types import media_type
from bulletin.preview import guard, told
from bulletin.preview.board import WISHES, Board, Switchboard, Wish
from bulletin.preview.clips import Clips
from bulletin.preview.files import file_of

_STATIC = Path(__file__).parent / "static"
_STATIC_FILES = {"overlay.js", "proof.js", "preview.css", "marks.css", "proof.css"}
_SCRIPT = '<script type="module" src="{own}overlay.js?site={site}"></script>'
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    b"cache-control": b"no-cache",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
}
_GLANCE, _HEARTBEAT = 0.05, 15.0
"""Seconds between two looks at the board, and between two signs of life."""
_MOST_BYTES = 20_000


@dataclass(frozen=True)
class Previewed:
    """What the application answers from. `made` is where `asked` builds.

    `say` puts findings and failures into the editor's language.
    """

    desk: Switchboard
    root: Path
    issue_id: str
    made: Path
    clips: Clips
    language: str
    say: Callable[[str], str] = str


def app_of(previewed: Previewed) -> Starlette:
    """The application."""
    answers = _Answers(previewed)
    own = guard.OWN
    routes = [
        Route(f"{own}events", answers.events),
        Route(f"{own}state", answers.state),
        Route(f"{own}words", answers.words),
        Route(f"{own}proof", answers.proof),
        Route(f"{own}hearings", answers.hearings),
        Route(f"{own}clip/{{key}}.wav", answers.clip),
        Route(f"{own}pdf", answers.pdf),
        Route(f"{own}wish/{{wish}}", answers.wish, methods=["POST"]),
        Route(f"{own}lexicon", answers.lexicon, methods=["POST"]),
        Route(f"{own}{{name}}", answers.static),
        Route("/{path:path}", answers.site),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guarded, desk=previewed.desk)])


class _Guarded:
    """Lets through what `guard` allows, and gives all answers the same headers."""

    def __init__(self, app: ASGIApp, desk: Switchboard) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        client = scope.get("client")
        if not guard.host_allowed(headers.get("host", "")):
            refused = PlainTextResponse("this name does not belong to the preview", 421)
        elif scope["method"] not in {"GET", "HEAD"} and not guard.may_write(
            headers, client and client[0], self._desk.token
        ):
            refused = PlainTextResponse("only the preview's own page may do that", 403)
        elif scope["path"].startswith(guard.OWN) and not guard.own_page_asks(headers):
            refused = PlainTextResponse("only for the preview's own pages", 403)
        else:
            await self._app(scope, receive, _with_headers(send))
            return
        await refused(scope, receive, _with_headers(send))


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.lower() for name, _ in message["headers"]}
            missing = [(name, value) for name, value in _HEADERS.items() if name not in given]
            message["headers"] = [*message["headers"], *missing]
        await send(message)

    return sending


class _SaidSo(BaseModel):
    """What "say it so" sends."""

    word: str
    say: str
    language: str = ""


class _Answers:
    """One function for each kind of address."""

    def __init__(self, previewed: Previewed) -> None:
        self._of = previewed
        self._desk = previewed.desk

    # -- the site ----------------------------------------------------------------------------

    async def site(self, request: Request) -> Response:
        """A file of the newest site; the first page when there is none yet."""
        path = request.path_params["path"]
        board = self._desk.board
        home = f"/{self._of.issue_id}/"
        if path in {"", "index.html"}:
            return RedirectResponse(home, 307)
        site = self._of.made / "sound" if told.is_current(board, "sound") else board.site
        whole = f"{path}index.html" if path.endswith("/") else path
        if site is None:
            return self._waiting(board) if whole.endswith(".html") else _nothing()
        if file := file_of(site, whole):
            return self._page(file, board) if file.suffix == ".html" else _file(file)
        if not path.endswith("/") and file_of(site, f"{path}/index.html"):
            return RedirectResponse(f"/{path}/", 307)
        return _nothing()

    def _waiting(self, board: Board) -> Response:
        """The page before the first one could be made."""
        text = (_STATIC / "waiting.html").read_text("utf-8")
        text = text.replace("{lang}", self._of.language).replace("{site}", self._name(board))
        return HTMLResponse(text, headers={"content-security-policy": _POLICY})

    def _page(self, file: Path, board: Board) -> Response:
        """A page of the edition with the preview's script behind what it holds."""
        data = file.read_bytes()
        script = _SCRIPT.format(own=guard.OWN, site=self._name(board)).encode()
        before, end, after = data.rpartition(b"</body>")
        return HTMLResponse(before + script + end + after if end else data + script)

    def _name(self, board: Board) -> str:
        """The name of a site, for the script in its pages."""
        return f"{self._desk.boot}-{told.site_of(board)}"

    # -- what is known -----------------------------------------------------------------------

    async def state(self, request: Request) -> Response:
        """The board."""
        return JSONResponse(self._state(request))

    async def words(self, _request: Request) -> Response:
        """What the preview says, in the editor's language."""
        return JSONResponse({"lang": self._of.language, **told.words(self._of.language)})

    async def events(self, request: Request) -> Response:
        """The board, again whenever something is put on it (HTML, server-sent events)."""
        return StreamingResponse(self._news(request), media_type="text/event-stream")

    async def _news(self, request: Request) -> AsyncIterator[str]:
        seen, silent = -1, 0.0
        while True:
            if seen != self._desk.version:
                seen, silent = self._desk.version, 0.0
                data = json.dumps(self._state(request), ensure_ascii=False)
                yield f"data: {data}\n\n"
            elif silent > _HEARTBEAT:
                silent = 0.0
                yield ":\n\n"
            await asyncio.sleep(_GLANCE)
            silent += _GLANCE

    def _state(self, request: Request) -> dict[str, object]:
        client = request.client.host if request.client else None
        writes = guard.on_this_machine(client)
        return told.state(self._desk, self._of.issue_id, self._of.say, writes=writes)

    # -- hearing -----------------------------------------------------------------------------

    async def proof(self, _request: Request) -> Response:
        """The page of what is worth hearing."""
        text = (_STATIC / "proof.html").read_text("utf-8").replace("{lang}", self._of.language)
        return HTMLResponse(text, headers={"content-security-policy": _POLICY})

    async def hearings(self, _request: Request) -> Response:
        """What is worth hearing."""
        board = self._desk.board
        if board.hearings is None:
            return JSONResponse({"sentences": 0, "worth": []})
        keys = [""] * len(board.hearings.worth)
        if board.speaker:
            keys = self._of.clips.keys(board.hearings, board.speaker)
        pages = board.site / self._of.issue_id if board.site else None
        worth = [
            told.hearing(one, key, pages)
            for one, key in zip(board.hearings.worth, keys, strict=True)
        ]
        return JSONResponse({"sentences": board.hearings.sentences, "worth": worth})

    async def clip(self, request: Request) -> Response:
        """A sentence, spoken now if it was not before."""
        board = self._desk.board
        key = request.path_params["key"]
        try:
            file = await run_in_threadpool(self._of.clips.file, key, board.hearings, board.speaker)
        except BulletinError as error:
            return self._refused(error, 503)
        return _file(file) if file else _nothing()

    async def pdf(self, _request: Request) -> Response:
        """The PDF that was made last."""
        making = self._desk.board.makings["pdf"]
        file = file_of(self._of.made / "pdf", making.file) if making.file else None
        return _file(file) if file else _nothing()

    async def static(self, request: Request) -> Response:
        """The preview's own scripts and styles."""
        name = request.path_params["name"]
        return _file(_STATIC / name) if name in _STATIC_FILES else _nothing()

    # -- what is asked for -------------------------------------------------------------------

    async def wish(self, request: Request) -> Response:
        """Have something made that takes longer."""
        wish = request.path_params["wish"]
        if wish not in WISHES:
            return _nothing()
        self._desk.wish(cast("Wish", wish))
        return JSONResponse({}, 202)

    async def lexicon(self, request: Request) -> Response:
        """Say it so: a word written into the lexicon."""
        body = b""
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST_BYTES:
                return PlainTextResponse("too long", 413)
        try:
            said = _SaidSo.model_validate_json(body)
        except ValidationError:
            return PlainTextResponse("word and say are texts", 400)
        try:
            await run_in_threadpool(
                say_so, self._of.root, said.word, entry_of(said.say, said.language)
            )
        except BulletinError as error:
            return self._refused(error, 422)
        self._desk.save()
        return JSONResponse({"word": said.word, "say": said.say})

    def _refused(self, error: BulletinError, code: int) -> Response:
        say = self._of.say
        return JSONResponse({"message": say(error.message), "hint": say(error.hint)}, code)


def _nothing() -> Response:
    return PlainTextResponse("there is nothing here", 404)


def _file(file: Path) -> Response:
    """A file as it is; parts of it where a part is asked for (RFC 9110, section 14)."""
    headers = {"content-security-policy": DRAWING} if file.suffix == ".svg" else None
    return FileResponse(
        file, media_type=_TYPES.get(file.suffix) or media_type(file.name), headers=headers
    )


_TYPES = {".js": "text/javascript", ".wav": "audio/wav", ".css": "text/css"}
