"""The archive tells of every release, to readers, e-readers, search engines and servers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest
from lxml import etree, html

from bulletin.cache import Cache
from bulletin.cli.language import saying
from bulletin.diagnostics import BulletinError
from bulletin.site.archive import write_archive
from bulletin.site.hosting import hosting_files
from bulletin.site.hosting.rules import content_type
from bulletin.site.listing import Listing, read_listing
from bulletin.site.replacing import Archive
from bulletin.site.search_index import with_stroke, words_of
from bulletin.theming.theme import Theme
from tests.ports import free_port
from tests.web.site import PUBLICATION, composed, hosted

BASE = "https://thu.example/bantin/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def silent(_composition, _folder):
    return None


@pytest.fixture(scope="module")
def dist(tmp_path_factory) -> Path:
    return hosted(PUBLICATION, tmp_path_factory.mktemp("dist"), silent, "2026-10", "2026-11")


def test_every_issue_stands_there_newest_first_with_headlines_and_downloads(dist):
    tree = html.document_fromstring((dist / "index.html").read_text(encoding="utf-8"))
    titles = [" ".join(t.text_content().split()) for t in tree.xpath("//h2/a | //h3/a")]
    assert titles == ["Số để thử", "Số trước"]
    assert "Cây cầu mới qua rạch" in tree.xpath("string(//section[@class='newest'])")
    takes = [" ".join(a.text_content().split()) for a in tree.xpath("//ul[@class='takes'][1]//a")]
    assert takes[:2] == ["Bản PDF 3,2 MB", "Sách điện tử EPUB 13 MB"]
    for path in tree.xpath("//main//a/@href"):
        assert (dist / path).is_file(), path


def test_the_same_releases_give_the_same_archive(dist, tmp_path):
    copy = tmp_path / "copy"
    for release in ("2026-10", "2026-11"):
        shutil.copytree(dist / release, copy / release)
    composition = composed(PUBLICATION, "2026-11")
    write_archive(composition.theme, copy)

    def files(folder):
        return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    made, again = files(dist), files(copy)
    assert made == again


def test_a_page_that_was_damaged_by_hand_does_not_enter_the_search(dist, tmp_path):
    copy, cache = Path(shutil.copytree(dist, tmp_path / "copy")), Cache(tmp_path / "cache")
    around = composed(PUBLICATION, "2026-11")
    parts = (around.theme, copy, cache)
    assert write_archive(*parts) == ()

    def index():
        return {p.name: p.read_bytes() for p in (copy / "pagefind").rglob("*") if p.is_file()}

    whole = index()
    (page, *_) = sorted(p for p in (copy / "2026-10").glob("*.html") if p.name != "index.html")
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</article>", "<p>Trúng thưởng</p></article>", 1), "utf-8")
    assert write_archive(*parts) == (f"2026-10/{page.name}",)
    assert index() != whole
    page.unlink()
    assert write_archive(*parts) == (f"2026-10/{page.name}",)
    page.write_text(text, encoding="utf-8")
    assert write_archive(*parts) == ()
    assert index() == whole


def test_files_of_ours_that_no_page_uses_any_more_go_and_those_of_others_stay(dist, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(dist, copy)
    ours = ["pagefind/fragment/vi_old.pf_fragment", "assets/style.old.css"]
    for path in (*ours, "assets/their.old.css", "pagefind/their.old"):
        (copy / path).write_bytes(b"old")
    listing = read_listing(copy)
    listing.with_files({**listing.files, **dict.fromkeys(ours, "")}).write(copy)
    composition = composed(PUBLICATION, "2026-11")
    write_archive(composition.theme, copy)
    assert {file.name for file in copy.rglob("*old*")} == {"their.old.css", "their.old"}


def test_what_was_built_before_there_was_a_list_is_ours(dist, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(dist, copy)
    (copy / ".bulletin.json").unlink()
    for path in ("index.html", "assets/style.old.css", "pagefind/fragment/vi_old.pf_fragment"):
        (copy / path).write_bytes(b"old")
    composition = composed(PUBLICATION, "2026-11")
    write_archive(composition.theme, copy)
    assert (copy / "index.html").read_bytes() == (dist / "index.html").read_bytes()
    assert not list(copy.rglob("*old*"))


@pytest.mark.parametrize(
    ("path", "words"), [("robots.txt", "is a folder"), ("assets", "is no folder")]
)
def test_what_is_in_the_way_of_the_archive_is_named_before_any_file_changes(
    dist, tmp_path, path, words
):
    copy = tmp_path / "copy"
    shutil.copytree(dist, copy)
    shutil.move(copy / path, tmp_path / "aside")
    (copy / path).mkdir() if words == "is a folder" else (copy / path).write_bytes(b"")
    (copy / "feed.xml").write_bytes(b"old")
    composition = composed(PUBLICATION, "2026-11")
    with pytest.raises(BulletinError, match=f"{path} {words}"):
        write_archive(composition.theme, copy)
    assert (copy / "feed.xml").read_bytes() == b"old"


def test_another_site_is_not_built_into(tmp_path):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    (tmp_path / "index.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(BulletinError, match="another site"):
        write_archive(Theme(publication, PUBLICATION), tmp_path)
    assert [f.name for f in tmp_path.iterdir()] == ["index.html"]


def test_an_archive_without_a_release_says_so(tmp_path):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    write_archive(Theme(publication, PUBLICATION), tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Chưa có số nào" in page
    assert 'role="search"' not in page
    assert "Chưa có số nào" in (tmp_path / "embed.html").read_text(encoding="utf-8")


def test_a_manifest_that_cannot_be_read_names_the_command_that_mends_it(tmp_path):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    (tmp_path / "2026-09").mkdir()
    (tmp_path / "2026-09" / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        write_archive(Theme(publication, PUBLICATION), tmp_path)
    assert "bulletin build 2026-09" in caught.value.hint


def test_the_opds_feed_offers_each_issues_books(dist):
    tree = etree.parse(dist / "opds.xml")
    entries = tree.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "Số để thử",
        "Số trước",
        "Báo cáo năm 2019",
    ]
    offered = entries[0].xpath(
        "a:link[@rel='http://opds-spec.org/acquisition/open-access']", namespaces=ATOM
    )
    assert [(link.get("type"), link.get("length")) for link in offered] == [
        ("application/pdf", "3214000"),
        ("application/epub+zip", "13214000"),
        ("audio/mp4", "9214000"),
    ]
    for link in offered:
        assert (dist / link.get("href").removeprefix(BASE)).is_file()
    (image,) = entries[0].xpath("a:link[@rel='http://opds-spec.org/image']/@href", namespaces=ATOM)
    assert image == f"{BASE}2026-11/cover.jpg"
    for needed in ("id", "title", "updated"):
        assert all(one.findtext(f"a:{needed}", namespaces=ATOM) for one in [tree, *entries])


def test_the_opds_2_catalogue_has_the_same_books(dist):
    catalogue = json.loads((dist / "opds.json").read_text(encoding="utf-8"))
    assert catalogue["links"][0] == {
        "rel": "self",
        "href": f"{BASE}opds.json",
        "type": "application/opds+json",
    }
    first = catalogue["publications"][0]
    assert first["metadata"]["title"] == "Số để thử"
    assert first["metadata"]["published"] == "2026-11-05"
    assert [link["type"] for link in first["links"]][:2] == [
        "application/pdf",
        "application/epub+zip",
    ]
    assert first["images"][0]["href"] == f"{BASE}2026-11/cover.jpg"


def test_the_sitemap_names_every_page_once(dist):
    tree = etree.parse(dist / "sitemap.xml")
    named = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = {
        BASE + file.relative_to(dist).as_posix().removesuffix("index.html")
        for file in dist.rglob("*.html")
        if file.name not in {"404.html", "embed.html"}
    }
    assert sorted(named) == sorted(pages)
    assert f"Sitemap: {BASE}sitemap.xml" in (dist / "robots.txt").read_text(encoding="utf-8")


def test_servers_are_told_the_policy_of_each_page_and_what_may_be_kept(dist):
    headers: dict[str, dict[str, str]] = {}
    for line in (dist / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = headers.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    assert "'wasm-unsafe-eval'" in headers["/"]["Content-Security-Policy"]
    assert headers["/embed.html"]["Content-Security-Policy"].endswith("frame-ancestors *")
    assert headers["/:folder/*"]["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    assert "file:" not in headers["/:folder/*"]["Content-Security-Policy"]
    assert "immutable" in headers["/:issue/pictures/*"]["Cache-Control"]
    assert headers["/*"]["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["/*.svg"]["Content-Security-Policy"]
    assert headers["/*.svg"]["Content-Security-Policy"].endswith("sandbox")
    nginx = (dist / "hosting/nginx.conf").read_text(encoding="utf-8")
    assert 'location = "/bantin/embed.html" {' in nginx
    # nginx takes the first pattern that fits: drawings must come before their folders.
    patterns = [line for line in nginx.splitlines() if line.startswith("location ~")]
    drawings = [number for number, line in enumerate(patterns) if ".svg$" in line]
    folders = [number for number, line in enumerate(patterns) if "pictures" in line]
    assert len(drawings) == 2
    assert drawings[0] < min(number for number in folders if number not in drawings)
    assert nginx.count("sandbox") == 2


KINDS = {
    "index.html": "text/html; charset=utf-8",
    "2026-11/assets/style.12345678.css": "text/css; charset=utf-8",
    "2026-11/audio/01-a.m4a": "audio/mp4",
    "2026-11/audio/01-a.vtt": "text/vtt; charset=utf-8",
    "2026-11/a.epub": "application/epub+zip",
    "2026-11/a.m4b": "audio/mp4",
    "2026-11/a.mp3": "audio/mpeg",
    "2026-11/manifest.json": "application/json",
    "2026-11/a.opds": "application/atom+xml;profile=opds-catalog",
    "2026-11/share/sms.txt": "text/plain; charset=utf-8",
    "2026-11/a.webmanifest": "application/manifest+json",
    "opds.json": "application/opds+json",
}
HIDDEN = [".lock", ".bulletin.json", ".2026-11.x.partial/a", "2026-11/.hidden", "hosting/nginx.conf",
          "hosting/s3.json", "_headers", "_redirects"]  # fmt: skip


@pytest.mark.parametrize("path", KINDS)
def test_each_file_has_its_type(path):
    assert content_type(path) == KINDS[path]


def test_what_is_for_nobody_is_in_every_kind_of_rules(dist):
    redirects = (dist / "_redirects").read_text(encoding="utf-8")
    for path in ("/.lock", "/.bulletin.json", "/hosting/*"):
        assert f"{path} /404.html 404!\n" in redirects
    excluded = json.loads((dist / "hosting/s3.json").read_text(encoding="utf-8"))["exclude"]
    assert {"**/.*", "hosting/**"} <= set(excluded)


SAID = {
    "": ("no-cache", "wasm-unsafe-eval"),
    "embed.html": ("no-cache", "frame-ancestors *"),
    "2026-11/a.html": ("no-cache", "script-src 'self'"),
    "2026-11/pictures/a.svg": ("immutable", "sandbox"),
}
"""How long some files may be kept, and a part of their policies."""

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"  # where Debian puts it, outside most paths
BASES = ["", "bantin/", "a(b/", "a;b/", "a{b}/", "a b/", "a%20b/", 'a"b/', "a'b/", "a\\b/", "a$b/",
         "a#b/", "b%E1%BA%A3n-tin/", "bản/", "a|b*c+/", "a[b/", "~a/"]  # fmt: skip


def nginx(folder: Path, rules: str, port: int) -> list[str]:
    """The command of an nginx of our own that serves `folder` by these rules."""
    (folder / "rules.conf").write_text(rules, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}/root; include {folder}/rules.conf; }} }}\n",
        encoding="utf-8",
    )
    return [NGINX, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]


APACHE = next(
    filter(shutil.which, ("apache2", "httpd", "/usr/sbin/apache2", "/usr/sbin/httpd")), ""
)
MODULES = (
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/opt/homebrew/lib/httpd/modules",
)


def apache(folder: Path, rules: str, port: int) -> list[str]:
    """The command of an Apache of our own whose `root/bantin` has these rules as `.htaccess`."""
    (folder / "root" / "bantin" / ".htaccess").write_text(rules, encoding="utf-8")
    modules = next(filter(os.path.isdir, MODULES))
    loaded = [
        "mpm_event",
        "authz_core",
        "mime",
        "dir",
        "alias",
        "headers",
        "deflate",
        "filter",
        "unixd",
    ]
    files = {name: f"{modules}/mod_{name}.so" for name in loaded}
    lines = [
        f"LoadModule {name}_module {file}" for name, file in files.items() if Path(file).exists()
    ]
    (folder / "types").touch()
    lines += [
        f"PidFile {folder}/pid\nErrorLog {folder}/error.log\nTypesConfig {folder}/types",
        f"Listen 127.0.0.1:{port}\nServerName localhost\nDocumentRoot {folder}/root\nUser nobody",
        f"<Directory {folder}/root>\nRequire all granted\nAllowOverride FileInfo Indexes\n</Directory>",
    ]
    (folder / "httpd.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [APACHE, "-d", str(folder), "-f", f"{folder}/httpd.conf", "-DFOREGROUND"]


@pytest.mark.parametrize("path", BASES)
def test_nginx_takes_its_rules_whatever_the_address(tmp_path, path):
    publication = composed(PUBLICATION, "2026-11").issue.publication
    moved = publication.model_copy(update={"base_url": f"https://thu.example/{path}"})
    rules = hosting_files(moved)["hosting/nginx.conf"]
    result = subprocess.run(
        [*nginx(tmp_path, rules, 1), "-t"], capture_output=True, text=True, check=False
    )
    said = result.stderr
    assert result.returncode == 0, said
    assert "[warn]" not in said


@pytest.mark.parametrize("server", ["nginx", "apache"])
def test_a_server_gives_each_file_its_type_and_hides_the_rest(dist, tmp_path, server):
    root = tmp_path / "root" / "bantin"
    for path in (*KINDS, *HIDDEN, *filter(None, SAID), "404.html", ".well-known/a.txt"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x", encoding="utf-8")
    port = free_port()
    rules = (dist / f"hosting/{server}.conf").read_text(encoding="utf-8")
    for folder in (tmp_path, tmp_path.parent):
        folder.chmod(0o755)
    command = {"nginx": nginx, "apache": apache}[server](tmp_path, rules, port)
    if server == "nginx" and os.getuid() == 0:
        command += ["-g", "user root;"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            transport = httpx.HTTPTransport(retries=5)
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}/bantin", transport=transport
            ) as client:
                found = {path: client.get(path).headers["Content-Type"] for path in KINDS}
                hidden = [client.get(path).status_code for path in HIDDEN]
                known = client.get(".well-known/a.txt").status_code
                said = {path: client.get(path).headers for path in SAID}
        finally:
            process.terminate()
    found = {path: kind.replace("; profile", ";profile") for path, kind in found.items()}
    bare = {path: kind.split("; ")[0] for path, kind in found.items()}
    assert bare == {path: kind.split("; ")[0] for path, kind in KINDS.items()}
    texts = {path for path, kind in KINDS.items() if kind.startswith("text/")}
    assert all(found[path].endswith("charset=utf-8") for path in texts)
    assert hidden == [404] * len(HIDDEN)
    assert known == 200
    for path, (keep, policy) in SAID.items():
        assert keep in said[path]["Cache-Control"]
        assert policy in said[path]["Content-Security-Policy"]
        assert said[path]["X-Content-Type-Options"] == "nosniff"


def test_the_frame_shows_the_newest_issue_and_opens_it_outside(dist):
    tree = html.document_fromstring((dist / "embed.html").read_text(encoding="utf-8"))
    assert tree.xpath("string(//h1)").strip() == "Số để thử"
    for link in tree.xpath("//a"):
        assert link.get("target") == "_blank"
        assert "noopener" in link.get("rel")
    shown = (dist / "index.html").read_text(encoding="utf-8")
    assert f"&lt;iframe src=&#34;{BASE}embed.html&#34;" in shown or f"{BASE}embed.html" in shown


def test_what_is_searched_is_the_article_and_nothing_of_its_tools(dist):
    words = words_of((dist / "2026-11/sua-duong.html").read_text(encoding="utf-8"))
    assert words.startswith("Giao thông Sửa đường trước mùa mưa")
    assert "Đoạn ba có cống ngang." in words
    assert "Chia sẻ" not in words
    assert with_stroke("Đèn đường") == "D\u0335èn d\u0335ường"


def test_a_link_to_the_archive_shows_the_newest_cover_with_its_size(dist):
    tree = html.document_fromstring((dist / "index.html").read_text(encoding="utf-8"))
    graph = {meta.get("property"): meta.get("content") for meta in tree.xpath("//meta[@property]")}
    assert graph["og:image"] == f"{BASE}2026-11/cover.jpg"
    assert (graph["og:image:width"], graph["og:image:height"]) == ("1200", "750")


def test_what_is_in_the_way_of_an_archive_is_told_in_the_language_of_all_else(tmp_path):
    made, place = tmp_path / "made", tmp_path / "place"
    for folder in (made / "assets", place):
        folder.mkdir(parents=True)
    (made / "assets" / "a.css").write_text("a{}")
    (made / "index.html").write_text("a")
    (place / "assets").write_text("of others")
    (place / "index.html").symlink_to("elsewhere.html")
    with pytest.raises(BulletinError) as caught:
        Archive(made, place, Listing()).changes()
    said = saying("vi")(caught.value.message)
    assert "assets không phải là thư mục" in said
    assert "index.html là liên kết tượng trưng" in said


@pytest.mark.skipif(os.name == "nt", reason="it does not hold folders open")
@pytest.mark.parametrize("folder", ["assets", "pagefind/fragment"])
def test_a_folder_that_becomes_a_link_meanwhile_leads_nobody_outside(tmp_path, monkeypatch, folder):
    made, place, outside = tmp_path / "made", tmp_path / "place", tmp_path / "outside"
    for one in (made / folder, place / folder, outside / "folder"):
        one.mkdir(parents=True)
    (made / folder / "new.js").write_text("ours")
    for one in (place / folder / "old.js", outside / "old.js"):
        one.write_text("of others")
    write = Listing.write

    def exchanged(listing: Listing, at: Path) -> None:
        write(listing, at)
        if not (place / folder).is_symlink():
            shutil.rmtree(place / folder)
            (place / folder).symlink_to(outside)

    monkeypatch.setattr(Listing, "write", exchanged)
    ours = Listing(files={f"{folder}/old.js": ""})
    with pytest.raises(OSError, match=folder):
        Archive(made, place, ours).put()
    (made / folder / "new.js").unlink()
    (place / folder).unlink()
    (place / folder).mkdir()
    (place / folder / "old.js").write_text("ours")
    with pytest.raises(OSError, match=folder):
        Archive(made, place, ours).put()
    assert sorted(path.name for path in outside.iterdir()) == ["folder", "old.js"]
