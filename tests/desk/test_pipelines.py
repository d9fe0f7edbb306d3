"""Workflows are what their hosts read, and each command in them is one of ours as it stands."""

from __future__ import annotations

import itertools
import json
import os
import shlex
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jsonschema.validators import validator_for
from ruamel.yaml import YAML

from bulletin.cli import cli
from bulletin.cli.terminal import Terminal
from bulletin.desk import starter_files
from bulletin.desk.pipelines import HOSTS, Pipeline
from bulletin.provenance.keys import generate, private_key
from bulletin.source.load import load
from tests.conftest import CHECKOUT
from tests.findings.cases import BASE

KEY_HERE = {"BULLETIN_SIGNING_KEY": "${{ secrets.BULLETIN_SIGNING_KEY }}"}
SCHEMAS = {"github": "github-workflows", "gitlab": "gitlab-ci"}
FOLDERS = [
    ".",
    "issues",
    "a/b/c",
    "bản tin",
    "it's",
    'say "so"',
    "$HOME",
    "${{ github.token }}",
    "`id`",
    "a;b",
    "-x",
    "a: b # c",
    "<< words >>",
    "*",
]
"""Where in its repository a publication can lie."""
KINDS = ["", "sftp", "git", "s3", "folder", "of-another-package"]


def _path(host: str, inside: str = ".") -> str:
    return Pipeline(host, "vi", inside).path


def _schema(host: str):
    # The package's program does not start beside the click that we need; its schemas are data.
    file = f"check_jsonschema/builtin_schemas/vendor/{SCHEMAS[host]}.json"
    text = Path(str(distribution("check-jsonschema").locate_file(file))).read_text("utf-8")
    schema = json.loads(text)
    return validator_for(schema)(schema)


JUDGES = {host: _schema(host) for host in HOSTS}


def _read(text: bytes | str):
    return YAML(typ="safe").load(text)  # 1.2, in which `on` is a word


def _sound(host: str, text: bytes | str):
    read = _read(text)
    assert [error.message for error in JUDGES[host].iter_errors(read)] == []
    return read


def _scripts(host: str, read) -> list[str]:
    """What the host hands to a shell, with its own braces filled in."""
    if host == "github":
        found = [s["run"] for job in read["jobs"].values() for s in job["steps"] if "run" in s]
        return [one.replace("${{ '${{' }}", "${{") for one in found]
    jobs = [job for job in read.values() if isinstance(job, dict) and "script" in job]
    return [line for job in jobs for line in job["script"]]


def _said(script: str, folder: Path, **environment: str) -> list[list[str]]:
    """The words of each call of bulletin, as the shell hands them over."""
    heard = folder / "heard"
    heard.unlink(missing_ok=True)
    ours = f'bulletin() {{ printf "%s\\0" "$@" >> {shlex.quote(str(heard))}; printf "\\n\\0" >> {shlex.quote(str(heard))}; }}\n'
    given = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run(
        ["bash", "-ec", ours + script], cwd=folder, env=given, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    words = heard.read_text("utf-8").split("\0")[:-1]
    groups = itertools.groupby(words, lambda word: word == "\n")
    return [list(group) for end, group in groups if not end]


def _steps(read):
    return [step for job in read["jobs"].values() for step in job["steps"] if "env" in step]


def _ours(host: str, read) -> str:
    found = [one for one in _scripts(host, read) if one.lstrip().startswith("bulletin ")]
    assert len(found) == 3
    return "\n".join(one.replace('exit "${failed:-0}"', "") for one in found)


@pytest.mark.parametrize("host", HOSTS)
def test_a_workflow_is_sound_wherever_the_publication_lies_and_whatever_it_publishes_to(host):
    # Each place with one kind of target or another, and each kind in one place.
    pairs = [*zip(FOLDERS, itertools.cycle(KINDS), strict=False), *((".", kind) for kind in KINDS)]
    for spoken, (inside, kind) in itertools.product(starter_files.languages(), pairs):
        voice = "vi_VN-xã ta-low" if kind else ""
        target, source = "web" if kind else "", "bulletin @ git+https://a.example/b.git@1a2b"
        pipeline = Pipeline(host, spoken, inside, target, kind, voice, source if voice else "")
        ((name, text),) = pipeline.files().items()
        assert name == pipeline.path
        _sound(host, text)
        assert (f'BULLETIN: "{source}"\n'.encode() in text) == bool(voice)
        assert (b"SSH_PRIVATE_KEY" in text) == (kind not in {"s3", "folder"})
        assert (b"AWS_SECRET_ACCESS_KEY" in text) == (kind not in {"sftp", "git", "folder"})


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("tag", ["", "2026-11"])
def test_each_command_in_it_is_one_that_we_have_with_the_folder_as_it_is_named(
    host, tag, tmp_path, monkeypatch
):
    for place in FOLDERS:
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for inside in FOLDERS:
        (text,) = Pipeline(host, "vi", inside, "web", "git").files().values()
        read = _read(text)
        environment = {"ISSUE": tag, "CI_COMMIT_TAG": tag, "BULLETIN_TARGET": "web"}
        calls = _said(_ours(host, read), tmp_path, **environment)
        assert {call[0] for call in calls} == {"check", "build", "publish"}
        for name, *arguments in calls:
            command = cli.get_command(click.Context(cli), name)
            given = command.make_context(name, arguments).params
            assert given["start"].resolve() == (tmp_path / inside).resolve()
            ids = given.get("ids") or tuple(filter(None, [given.get("issue_id")]))
            assert ids == (() if name == "check" or not tag else (tag,))
            if name == "publish":
                assert given["address"] == "web"
            if name == "build":
                assert (given["as_json"], given["cache_folder"]) == (True, Path(".cache/bulletin"))


def _bulletin(*words: str | Path):
    return CliRunner().invoke(cli, [*map(str, words)], obj=Terminal.of_environment(quiet=False))


@pytest.mark.parametrize("host", HOSTS)
def test_its_check_names_findings_on_lines_from_the_top_of_the_repository(
    host, small, tmp_path, monkeypatch
):
    (tmp_path / ".git").mkdir()
    article = small / "2026-11" / "01-mua-lu.md"
    article.write_text(article.read_text("utf-8") + "\n:::{figur} a.jpg\n:::\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert _bulletin("ci", host, "--in", small).exit_code == 0
    read = _sound(host, (tmp_path / _path(host, "small")).read_bytes())
    (call, *_) = _said(_ours(host, read), tmp_path)
    result = _bulletin(*call)
    assert result.exit_code == 1
    line = article.read_text("utf-8").splitlines().index(":::{figur} a.jpg") + 1
    if host == "github":
        assert f"file=small/2026-11/01-mua-lu.md,line={line}," in result.stdout
    else:
        rows = json.loads(result.stdout)
        place = {"path": "small/2026-11/01-mua-lu.md", "lines": {"begin": line}}
        assert place in [row["location"] for row in rows]
        again = json.loads(_bulletin(*call, "--lang", "vi").stdout)
        kinds = [{row[key] for row in (*rows, *again)} for key in ("fingerprint", "description")]
        assert [len(kind) for kind in kinds] == [len(rows), 2 * len(rows)]


def test_a_report_for_gitlab_is_whole_where_nothing_is_wrong():
    result = _bulletin("check", "--format", "gitlab", "--in", BASE)
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("repository", [True, False])
def test_a_publication_starts_with_its_workflow_at_the_top_of_the_repository(
    host, repository, tmp_path
):
    if repository:
        (tmp_path / ".git").mkdir()
    folder = tmp_path / "ban-tin"
    assert _bulletin("init", folder, "--yes", "--ci", host).exit_code == 0
    top = tmp_path if repository else folder
    text = (top / _path(host, "ban-tin" if repository else ".")).read_text("utf-8")
    _sound(host, text)
    assert ("--in ban-tin" in text) == repository
    assert load(folder, max(p.name for p in folder.glob("2*"))).issue is not None


@pytest.mark.parametrize("host", HOSTS)
def test_no_workflow_is_written_over_and_nothing_else_is_then_written(host, tmp_path):
    (tmp_path / ".git").mkdir()
    mine = tmp_path / _path(host, "ban-tin")
    mine.parent.mkdir(exist_ok=True, parents=True)
    mine.write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    result = _bulletin("init", tmp_path / "ban-tin", "--yes", "--ci", host)
    assert mine.name in str(result.exception)
    assert sorted(tmp_path.rglob("*")) == before
    assert _bulletin("init", tmp_path / "ban-tin", "--yes").exit_code == 0
    assert mine.name in str(_bulletin("ci", host, "--in", tmp_path / "ban-tin").exception)
    assert mine.read_text("utf-8") == "mine"


def test_publications_of_one_repository_have_workflows_that_do_not_hold_each_other_up():
    folders = ["xa-a", "xa-a/b", "xã B", "*", "?"]
    found = [Pipeline("github", "vi", inside) for inside in (".", *folders)]
    assert len({one.path for one in found}) == len(found)
    held = []
    for one in found:
        (text,) = one.files().values()
        read = _sound("github", text)
        held += [read["concurrency"]["group"], read["jobs"]["publish"]["concurrency"]["group"]]
        held += [
            s["with"]["restore-keys"]
            for s in read["jobs"]["publish"]["steps"]
            if s.get("uses", "").startswith("actions/cache")
        ]
    assert len(set(held)) == 3 * len(found)
    assert Pipeline("github", "vi", "xa-a").path == ".github/workflows/bulletin-xa-a.yml"


@pytest.mark.parametrize("host", HOSTS)
def test_a_second_workflow_of_a_publication_or_for_gitlab_is_refused_with_what_helps(
    host, small, tmp_path
):
    (tmp_path / ".git").mkdir()
    earlier = tmp_path / _path(host)
    earlier.parent.mkdir(parents=True, exist_ok=True)
    earlier.write_text("script: |\n  bulletin check --in small\n", "utf-8")
    error = _bulletin("ci", host, "--in", small).exception
    assert earlier.name in str(error)
    assert ("repository of its own" in error.hint) == (host == "gitlab")
    earlier.write_text("script: |\n  bulletin check --in smaller\n", "utf-8")
    assert (_bulletin("ci", host, "--in", small).exit_code == 0) == (host == "github")


ONE = "targets:\n  web: {type: sftp, host: www.example, path: /srv/b}\n"
TWO = f"{ONE}  usb: {{type: folder, path: ../out}}\n"


@pytest.mark.parametrize(
    ("targets", "given", "taken"),
    [
        ("", [], ""),
        (ONE, [], "web"),
        (TWO, ["--to", "usb"], "usb"),
        (TWO, [], None),
        (ONE, ["--to", "wbe"], None),
        ("", ["--to", "web"], None),
    ],
)
def test_the_target_is_one_of_the_publication_and_never_guessed(small, targets, given, taken):
    with (small / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write(targets)
    result = _bulletin("ci", "gitlab", "--in", small, *given)
    if taken is None:
        assert "publication.yaml names" in str(result.exception)
        assert not (small / ".gitlab-ci.yml").exists()
    else:
        read = _sound("gitlab", (small / ".gitlab-ci.yml").read_bytes())
        assert read["variables"]["BULLETIN_TARGET"] == taken


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("signed", [True, False])
def test_the_key_that_signs_reaches_what_needs_it_and_is_named_at_the_end(host, signed, small):
    with (small / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write(ONE + (f"signing:\n  key: {generate().public}\n" if signed else ""))
    result = _bulletin("ci", host, "--in", small)
    text = (small / _path(host)).read_text("utf-8")
    assert ("BULLETIN_SIGNING_KEY" in result.output) == ("BULLETIN_SIGNING_KEY" in text) == signed
    assert "SSH_PRIVATE_KEY" in result.output
    assert "AWS" not in result.output
    read = _sound(host, text)
    if host == "github":  # what GitLab keeps reaches every job
        given = {
            step.get("name") for step in _steps(read) if KEY_HERE.items() <= step["env"].items()
        }
        assert given == ({"build", "publish"} if signed else set())


def test_a_key_is_taken_as_the_one_line_that_gitlab_can_mask():
    key = generate()
    (line,) = key.to_pem().decode().splitlines()[1:-1]
    assert private_key(line).public == key.public


@pytest.mark.parametrize(
    ("name", "command"),
    [("sample", "make issue"), ("tests", "make test"), ("release", "make release")],
)
def test_this_repository_has_one_for_its_sample_its_tests_and_its_releases(name, command):
    read = _sound("github", (CHECKOUT / ".github/workflows" / f"{name}.yml").read_bytes())
    assert command in _scripts("github", read)
