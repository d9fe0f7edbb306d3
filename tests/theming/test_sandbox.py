"""A theme cannot do anything but fill in pages: known escapes, and pages that never end."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import shutil
import time
import typing
from pathlib import Path

import pytest
from pydantic import BaseModel

from bulletin.art import cover as cover_art
from bulletin.check import check
from bulletin.codes import TEMPLATE_FAILS, TEMPLATE_FILE, TEMPLATE_LIMIT
from bulletin.diagnostics import BulletinError, FindingsError
from bulletin.source.load import load
from bulletin.source.settings.targets import FolderPlace
from bulletin.theming.contexts import PAGES
from bulletin.theming.judging.samples import samples
from bulletin.theming.sandbox import Helper, budget
from bulletin.theming.sandbox.measured import ENTRIES
from bulletin.theming.theme import Theme
from tests.findings.cases import BASE

HERE = Path(__file__).parent
ESCAPES = (HERE / "escapes.txt").read_text(encoding="utf-8").splitlines()
BOMBS = (HERE / "bombs.txt").read_text(encoding="utf-8").splitlines()
PAGE = "web/404.html"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("theme") / "issues"
    shutil.copytree(BASE, folder)
    (folder / "theme" / "web").mkdir(parents=True)
    (folder / "secret.txt").write_text("SECRET", encoding="utf-8")
    (folder / "theme" / "web" / "leak.txt").symlink_to("../../secret.txt")
    return folder


@functools.cache
def publication_in(root):
    return load(root, "2026-11").issue.publication


def theme_in(root):
    """The theme as it is in this folder now."""
    return Theme(publication_in(root), root)


def filled(root, template, page=PAGE):
    (root / "theme" / page).write_text(template, encoding="utf-8")
    theme = theme_in(root)
    return theme.render(page, next(samples(PAGES[page])))


def refused(root, template):
    with pytest.raises(FindingsError) as caught:
        filled(root, template)
    (finding,) = caught.value.findings
    assert finding.span.file == f"theme/{PAGE}"
    return finding.code


@pytest.mark.parametrize("template", ESCAPES)
def test_no_known_escape_leads_out(template, root, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(root, template)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("template", BOMBS)
def test_what_would_go_on_without_end_is_stopped_within_seconds(template, root, monkeypatch):
    # A tenth of the steps in a tenth of the time shows as much.
    monkeypatch.setattr(budget, "STEPS", budget.STEPS // 10)
    monkeypatch.setattr(budget, "CHARACTERS", budget.CHARACTERS // 10)
    start = time.thread_time()
    assert refused(root, template) is TEMPLATE_LIMIT
    assert time.thread_time() - start < (budget.SECONDS + 5) / 10


def test_a_page_does_not_see_where_one_publishes_to(root):
    template = (
        "{{ publication }}{{ publication.targets }}{% for k in publication %}{{ k }}{% endfor %}"
    )
    (root / "theme" / PAGE).write_text(template, encoding="utf-8")
    place = {"web": FolderPlace(type="folder", path="/srv/secret")}
    publication = load(root, "2026-11").issue.publication.model_copy(update={"targets": place})
    shown = Theme(publication, root).render(PAGE, next(samples(PAGES[PAGE])))
    assert publication.title in shown
    assert "secret" not in shown


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ [page]|map(attribute='__class__')|list }}", "[Undefined]"),
        ("{{ [1]|map('(spend)', -1000)|list }}", "[None]"),
        ("{{ 1.5|round(1000000000, 'ceil') }}", "1.5"),
        ("{% set ns = namespace() %}{% set ns.__class__ = 1 %}{{ ns }}", "&lt;Namespace {"),
        ("{{ range }}", "a function"),
        ("{{ 'a\\ud800b\\x00' }}", "ab"),
    ],
)
def test_what_only_looks_like_an_escape_shows_nothing(template, text, root):
    assert filled(root, template).startswith(text)


@pytest.mark.parametrize(
    "shown", ["heading.upper", "[heading.upper]", "heading.upper ~ 1", "heading.upper|string",
              "[heading]|map(attribute='format')|first", "{'a': heading.upper}", "'a'.upper",
              "['a'.upper]", "{'a': 1}.items|lower"]
)  # fmt: skip
def test_a_method_that_is_not_called_is_no_text(root, shown):
    assert refused(root, "{{ " + shown + " }}") is TEMPLATE_FAILS


@pytest.mark.parametrize(
    "shown", ["[1]|map('string')", "[[1]|select]", "[1]|select|string", "[1]|map('map', 'x')|list",
              "[[1]|reverse]", "[1]|reverse|markup", "[[heading]|select]|replace('a', 'b')",
              "{'a': [1]|select}|urlencode", "[[1]|select] ~ ''", "[1]|select|title"]
)  # fmt: skip
def test_a_list_that_is_not_made_is_no_text_nor_is_one_in_another(root, shown):
    assert refused(root, "{{ " + shown + " }}") is TEMPLATE_FAILS


def test_a_block_that_is_not_called_is_no_text(root):
    assert refused(root, "{% block a %}{% endblock %}{{ [self.a] }}") is TEMPLATE_FAILS


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ heading }}{{ '<b>' }}", "Mục lục&lt;b&gt;"),
        ("{{ '<b>'|markup }}", "<b>"),
        ("{{ heading|upper }} {{ heading.upper() }} {{ heading[:3] }}", "MỤC LỤC MỤC LỤC Mục"),
        ("{% for n in range(3) %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}", "1a2b3a"),
        ("{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}", "a1"),
        ("{{ ['a', '<']|join('&') }} {{ ('a' ~ 1)|replace('a', 'b') }}", "a&amp;&lt; b1"),
        (
            "{{ 7 // 2 * 3 - 1 }} {{ 7 % 4 }} {{ 2 ** 3 }} {{ [1] + [2] }} {{ 'ab' * 2 }}",
            "8 3 8 [1, 2] abab",
        ),
        (
            "{% set n = namespace(x=0) %}{% for i in [1, 2] %}{% set n.x = n.x + i %}{% endfor %}{{ n.x }}",
            "3",
        ),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('&') }}", "<&amp;>"),
        ("{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}", "[x]"),
        ("{% set x %}{{ '<' }}{% endset %}{{ x }}", "&lt;"),
        ("{% filter upper %}a{% endfilter %}{{ publication.title }}", "ABản tin thử"),
        (
            "{{ t('web_issue', number=3) }} {{ t.number(1.5) }} {{ publication.publisher.name }}",
            "Số 3 1,5 UBND xã Thử",
        ),
        ("{{ nothing|default('x') }}{% if nothing is defined %}y{% endif %}", "x"),
        ("{% include 'web/nothing.html' ignore missing %}x", "x"),
        (
            "{% for g in [{'a': 1}]|groupby('a') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}",
            "11",
        ),
    ],
)
def test_what_themes_are_for_works(template, text, root):
    assert filled(root, template) == text


def test_a_block_calls_the_one_below_it_and_loops_call_themselves(root):
    below = root / "theme" / "web" / "below.html"
    below.write_text("{% block a %}below{% endblock %}{{ self.a() }}", encoding="utf-8")
    above = "{% extends 'web/below.html' %}{% block a %}{{ super() }}!{% endblock %}"
    assert filled(root, above) == "below!below!"
    tree = "{% for x in [[1, []]] recursive %}{{ x[0] }}{{ loop(x[1]) }}{% endfor %}"
    assert filled(root, tree) == "1"


def test_a_macro_of_another_file_joins_what_it_is_given(root):
    assert "sign-play" in filled(root, "{% import 'web/signs.html' as s %}{{ s.play() }}")


# -- what pages are given ------------------------------------------------------------------

PLAIN = {str, int, float, bool, dt.date, type(None)}


def inside(kind):
    """The types that an annotation, or the fields of a class, are made of."""
    if isinstance(kind, typing.NewType):
        return [kind.__supertype__]
    if typing.get_origin(kind) is typing.Literal:
        return []
    if typing.get_origin(kind) is typing.Annotated:
        return [typing.get_args(kind)[0]]
    if parts := typing.get_args(kind):
        return [one for part in parts for one in (part if isinstance(part, list) else [part])]
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.annotation for field in kind.model_fields.values()]
    return list(typing.get_type_hints(kind).values()) if dataclasses.is_dataclass(kind) else []


def is_plain(kind):
    data = dataclasses.is_dataclass(kind) or (
        isinstance(kind, type) and issubclass(kind, BaseModel)
    )
    return (
        kind in PLAIN
        or data
        or kind is Ellipsis
        or bool(inside(kind))
        or not isinstance(kind, type)
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_given_plain_data_alone(page):
    seen, waiting = [], [PAGES[page]]
    while waiting:
        kind = waiting.pop()
        if kind not in seen:
            seen.append(kind)
            waiting += inside(kind)
    assert [kind for kind in seen if not is_plain(kind)] == []
    assert Path not in seen


def test_a_helper_shows_nothing_of_the_function_in_it(root):
    helper = Helper(lambda: Path("/"))
    theme = theme_in(root)
    env = theme.environment
    names = [name for name in dir(helper) if env.is_safe_attribute(helper, name, None)]
    assert names == []
    assert str(helper) == "a function"


def test_every_page_of_every_theme_takes_all_that_it_may_be_given(root):
    publication = publication_in(root)
    shutil.rmtree(root / "theme")
    for name in ("default", "school"):
        chosen = publication.theme.model_copy(update={"name": name})
        theme = Theme(publication.model_copy(update={"theme": chosen}), root)
        for page, kind in PAGES.items():
            for values in samples(kind):
                assert theme.render(page, values)
    (root / "theme" / "web").mkdir(parents=True)


# -- files ---------------------------------------------------------------------------------


def test_a_theme_that_is_a_link_to_a_place_outside_is_not_read(tmp_path):
    root = tmp_path / "issues"
    shutil.copytree(BASE, root)
    outside = tmp_path / "outside" / "web"
    outside.mkdir(parents=True)
    (outside / "404.html").write_text("OUTSIDE", encoding="utf-8")
    (root / "theme").symlink_to(outside.parent)
    theme = theme_in(root)
    assert "OUTSIDE" not in theme.text(PAGE)
    before = theme.digest
    (outside / "404.html").write_text("CHANGED", encoding="utf-8")
    assert Theme(theme.publication, root).digest == before


@pytest.mark.parametrize(
    "name", ["../publication.yaml", "/etc/hostname", "web/../../secret.txt", "a\\b", "x\0"]
)
def test_a_name_that_leads_out_is_no_file_of_the_theme(name, root):
    theme = theme_in(root)
    with pytest.raises(BulletinError, match="has no file"):
        theme.file(name)


def test_a_file_of_more_than_a_megabyte_is_no_template(root):
    large = root / "theme" / "web" / "large.html"
    large.write_text("x" * 1_000_001, encoding="utf-8")
    assert refused(root, "{% include 'web/large.html' %}") is TEMPLATE_FILE
    assert TEMPLATE_LIMIT in {finding.code for finding in check(load(root, "2026-11").issue)}
    large.unlink()


@pytest.mark.parametrize(
    "address",
    [
        '<image href="https://example.invalid/a.png"/>',
        '<image href="{{ "https:" ~ "//example.invalid/a.png" }}"/>',
        '<image xlink:href="/etc/hostname"/>',
        '<use href="other.svg#a"/>',
        '<rect style="fill: url(http://example.invalid/#a)"/>',
        '<rect fill="u\\72l(http://example.invalid/#a)"/>',
        '<style>@import "a.css";</style>',
        '<?xml-stylesheet href="https://example.invalid/a.css"?>',
    ],
)
def test_the_cover_loads_nothing(address, root):
    file = root / "theme" / "epub" / "cover.svg.j2"
    file.parent.mkdir(exist_ok=True)
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    file.write_text(f'<svg {space} width="9" height="9">{address}</svg>', encoding="utf-8")
    theme = theme_in(root)
    try:
        with pytest.raises(BulletinError, match="which no edition does"):
            cover_art.draw(cover_art.Front("Bản tin"), theme, 90, 120)
    finally:
        file.unlink()


def test_lists_that_come_with_the_issue_may_be_longer_than_those_a_theme_makes(root):
    page = "web/contents.html"
    values = next(samples(PAGES[page]))
    many = dataclasses.replace(values, items=values.items * ENTRIES)
    (root / "theme" / page).write_text("{% for i in items %}.{% endfor %}", encoding="utf-8")
    theme = theme_in(root)
    assert theme.render(page, many) == "." * 2 * ENTRIES
    (root / "theme" / page).unlink()
