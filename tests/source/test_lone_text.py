"""A text with no issue around it, as `bulletin script FILE` reads it."""

from bulletin.document import Paragraph, plain_text
from bulletin.source.markdown import read_lone


def test_a_text_without_settings_is_an_article():
    article, findings = read_lone("Chữ *nghiêng*.\n\nĐoạn hai.".encode())
    assert findings == ()
    assert [plain_text(b.children) for b in article.body if isinstance(b, Paragraph)] == [
        "Chữ nghiêng.",
        "Đoạn hai.",
    ]
    assert article.title.children == ()


def test_settings_are_taken_when_they_are_there():
    article, findings = read_lone("---\ntitle: Bài\n---\nChữ.".encode(), "01-mua-lu.md")
    assert findings == ()
    assert (article.slug, plain_text(article.title.children)) == ("mua-lu", "Bài")


def test_links_and_files_are_believed():
    text = "[bài](02-hai.md#muc) ![hình](images/a.png)\n\n:::{figure} images/b.png\n:alt: Hình\n:::"
    assert read_lone(text.encode())[1] == ()


def test_faults_are_found_at_their_place():
    _, findings = read_lone(b"a\n\n<b>x</b>", "a.md")
    assert [(str(f.span), f.code.number) for f in findings] == [("a.md:3:1", "B201")]


def test_bytes_that_are_no_text_are_a_finding():
    article, findings = read_lone(b"\xff\xfe\x00")
    assert article is None
    assert [f.code.number for f in findings] == ["B102"]
