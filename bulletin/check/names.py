"""Rules on names: what addresses and links are made of exists once."""

from collections.abc import Iterator, Mapping

from bulletin import codes
from bulletin.check.registry import Noticed, rule
from bulletin.diagnostics import Fix, Span
from bulletin.document import Article, Footnote, plain_text, walk
from bulletin.messages import tr
from bulletin.source.issue import Issue
from bulletin.source.markdown.identity import RESERVED
from bulletin.source.markdown.links import file_for, slug_of_file

LONGEST_NAME = 120
"""Letters in an article's name; with what is added to it, disks take 255 bytes."""


@rule(codes.WRONG_ARTICLE_NAME)
def wrong_article_name(issue: Issue) -> Iterator[Noticed]:
    """A file name gives an article its address."""
    taken = {article.slug for article in issue.articles}
    for article in issue.articles:
        slug = slug_of_file(article.file)
        name = article.file.rpartition("/")[2]
        if not slug:
            message = tr("the name {name} has no words after its number", name=name)
        elif len(slug) > LONGEST_NAME:
            message = tr("the name {name} is too long for the files that are made of it", name=name)
        else:
            continue
        title = plain_text(article.title.children)
        better = file_for(title, article.file, article.number, taken)
        taken.add(slug_of_file(better))
        fix = Fix(rename=(article.file, better))
        yield Noticed(Span(article.file), message, tr("rename it to {better}", better=better), fix)


@rule(codes.SAME_SLUG)
def same_slug(issue: Issue) -> Iterator[Noticed]:
    """No two articles have one name; their numbers do not count."""
    first: dict[str, Article] = {}
    for article in issue.articles:
        other = first.setdefault(article.slug, article)
        if other is not article:
            message = tr(
                'this article and {file} are both called "{slug}"',
                file=other.file,
                slug=article.slug,
            )
            hint = tr("give one of the two files other words after its number")
            yield Noticed(Span(article.file), message, hint)


@rule(codes.DUPLICATE_ANCHOR)
def duplicate_anchor(issue: Issue) -> Iterator[Noticed]:
    """No two places of an issue have one id."""
    articles = {article.slug: article for article in reversed(issue.articles)}
    taken = dict[str, Span | None].fromkeys(articles)
    for article in issue.articles:
        if articles[article.slug] is not article:
            continue
        for block in walk(*article.blocks):
            anchor = block.id.removeprefix(f"{article.slug}-")
            other = _taker(taken, block.id)
            taken[block.id] = block.span
            own = block is article.title or isinstance(block, Footnote)
            if not own and RESERVED.fullmatch(anchor):
                other = tr("the title, the notes or the sentences of the article")
            if other:
                message = tr(
                    'the anchor "{anchor}" belongs to {other} already', anchor=anchor, other=other
                )
                yield Noticed(block.span, message, tr("write another one: {{#...}}"))


def _taker(taken: Mapping[str, Span | None], anchor: str) -> str:
    """Who has an anchor already: an article, or a place in a text; "": nobody."""
    if anchor not in taken:
        return ""
    span = taken[anchor]
    if span is None:
        return tr("an article")
    return tr("line {line} of {file}", line=span.line, file=span.file)
