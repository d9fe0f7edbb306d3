"""Rules on topics: one name has one address, in this issue and in those before it."""

import functools
from collections.abc import Iterator
from pathlib import Path

from bulletin import codes
from bulletin.check.registry import examination
from bulletin.diagnostics import MAX_BYTES, Finding
from bulletin.document import Topic
from bulletin.messages import tr
from bulletin.source.files import ARTICLES, leads_out
from bulletin.source.issue import Issue
from bulletin.source.load import issue_ids
from bulletin.source.markdown import topics_of
from bulletin.source.reporting import Findings
from bulletin.source.settings.topics import topic_key, topic_slug
from bulletin.source.text import read_source


@examination
def topics(issue: Issue) -> Iterator[Finding]:
    """Each topic is written as it was before, and shares its address with no other."""
    mine = [*_of_documents(issue), *(t for article in issue.articles for t in article.topics)]
    if not mine:
        return
    first: dict[str, Topic] = {}
    for topic in _before(issue):
        first.setdefault(topic_slug(topic.name), topic)
    seen: set[tuple[str, str, int]] = set()
    for topic in mine:
        slug = topic_slug(topic.name)
        known = first.setdefault(slug, topic)
        # One place of the head or of the list: a topic that stands there twice is said twice.
        place = (slug, topic.span.file, _entry(issue, topic))
        if topic.name != known.name:
            yield _otherwise(topic, known, slug)
        elif place in seen:
            message = tr('the topic "{name}" stands here twice', name=topic.name)
            hint = tr("delete one of the two")
            yield Finding(codes.TOPIC_WRITTEN_OTHERWISE, message, topic.span, hint)
        seen.add(place)


def _otherwise(topic: Topic, known: Topic, slug: str) -> Finding:
    where = f"{known.span.file}:{known.span.line}"
    if topic_key(topic.name) == topic_key(known.name):
        message = tr(
            'the topic "{name}" is written "{known}" in {where}',
            name=topic.name,
            known=known.name,
            where=where,
        )
        hint = tr("write {known}, as it stands there", known=known.name)
        return Finding(codes.TOPIC_WRITTEN_OTHERWISE, message, topic.span, hint)
    message = tr(
        '"{name}" and "{known}" in {where} are two topics with one address, {slug}',
        name=topic.name,
        known=known.name,
        where=where,
        slug=slug,
    )
    hint = tr("write one of them with a word more; without accents the two are the same")
    return Finding(codes.TOPICS_OF_ONE_ADDRESS, message, topic.span, hint)


def _of_documents(issue: Issue) -> Iterator[Topic]:
    for number, entry in enumerate(issue.publication.archive):
        for index, name in enumerate(entry.topics):
            key = f"publication.archive.{number}.topics"
            span = issue.places.get(f"{key}.{index}") or issue.place(key)
            yield Topic(name, span)


def _entry(issue: Issue, topic: Topic) -> int:
    """Which entry of publication.yaml a topic stands in; an article is one by itself."""
    spans = (
        issue.place(f"publication.archive.{number}")
        for number in range(len(issue.publication.archive))
    )
    if topic.span.file.startswith(f"{issue.id}/"):
        return 0
    return sum((span.line, span.column) <= (topic.span.line, topic.span.column) for span in spans)


def _before(issue: Issue) -> Iterator[Topic]:
    """The topics of the issues before this one, from the oldest on."""
    for issue_id in issue_ids(issue.root):
        if issue_id >= issue.id:
            return
        for file in sorted((issue.root / issue_id).glob(ARTICLES)):
            name = f"{issue_id}/{file.name}"
            if not file.is_file() or leads_out(file, issue.root):
                continue
            stat = file.stat()
            if stat.st_size <= MAX_BYTES:
                yield from _written(file, name, stat.st_mtime_ns, stat.st_size)


@functools.lru_cache(maxsize=8192)
def _written(file: Path, name: str, *_state: int) -> tuple[Topic, ...]:
    """The topics of an article of another issue; most have none, and are not read further."""
    try:
        if b"\ntopics:" not in file.read_bytes():
            return ()
    except OSError:
        return ()
    source = read_source(file, name, Findings())
    return topics_of(source) if source else ()
