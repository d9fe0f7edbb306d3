"""Help shows how each command is written; shells complete commands, options and choices."""

from __future__ import annotations

import re
import shlex
import tomllib

import click
import pytest
from click.shell_completion import BashComplete, get_completion_class
from click.testing import CliRunner

from bulletin.cli import COMMANDS, cli, language, run
from bulletin.cli.help import CLICKS, SpokenContext
from tests.conftest import TESTS

README = (TESTS.parent / "README.md").read_text("utf-8")


def _commands():
    context = click.Context(cli, info_name="bulletin")
    for name in COMMANDS:
        command = cli.get_command(context, name)
        yield name, command, context
        for inner in getattr(command, "commands", {}):
            inside = click.Context(command, info_name=name, parent=context)
            yield f"{name} {inner}", command.commands[inner], inside


ALL = {name: (command, parent) for name, command, parent in _commands()}


@pytest.mark.parametrize("name", ALL)
def test_the_help_of_each_command_has_an_example_that_can_be_typed(name):
    command, parent = ALL[name]
    shown = command.get_help(click.Context(command, info_name=name, parent=parent))
    lines = [one.strip() for one in shown.partition("Example")[2].splitlines()[1:]]
    examples = [one.rpartition("| ")[2] for one in lines if one]
    assert examples
    for line in examples:
        words = shlex.split(line.partition(" > ")[0])
        assert words[: 1 + len(name.split())] == ["bulletin", *name.split()]
        given = words[1 + len(name.split()) :]
        options = {one for param in command.params for one in param.opts}
        assert {one for one in given if one.startswith("--")} <= options


def test_the_help_of_build_names_every_edition_of_ours():
    (option,) = (one for one in ALL["build"][0].params if one.name == "editions")
    ours = tomllib.loads((TESTS.parent / "pyproject.toml").read_text("utf-8"))
    named = set(re.findall(r"\w+", option.help))
    assert set(ours["project"]["entry-points"]["bulletin.editions"]) <= named


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_completions_as_the_readme_tells(shell, monkeypatch):
    monkeypatch.setattr(BashComplete, "_check_version", lambda _self: None)
    made = get_completion_class(shell)(cli, {}, "bulletin", "_BULLETIN_COMPLETE")
    assert f"_BULLETIN_COMPLETE={shell}_complete" in made.source()
    assert f"_BULLETIN_COMPLETE={shell}_source bulletin" in README


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["se"], "serve"),
        (["serve", "--l"], "--lan"),
        (["schema", "pub"], "publication"),
        (["check", "--format", "g"], "github"),
        (["voices", "a"], "add"),
    ],
)
def test_what_is_begun_is_completed(typed, completed):
    made = get_completion_class("zsh")(cli, {}, "bulletin", "_BULLETIN_COMPLETE")
    found = made.get_completions(typed[:-1], typed[-1])
    assert completed in [item.value for item in found]


_ENGLISH = re.compile(r"\b(the|and|with|not|has|is|of|what|this|where|to|write|must|show|usage)\b")


@pytest.mark.parametrize("name", ALL)
def test_the_help_of_each_command_is_said_whole_in_another_language(name, monkeypatch):
    monkeypatch.setattr(language, "_catalogue", lambda _tag: lambda _text: "•")
    command, parent = ALL[name]
    context = SpokenContext(command, info_name=name, parent=parent)
    shown, _, _ = command.get_help(context).partition("  •\n    ")
    assert _ENGLISH.findall(re.sub(r"--[\w-]+", "", shown).lower()) == []


@pytest.mark.parametrize(
    "typed",
    [
        ["chek"],
        ["check", "--fixx"],
        ["check", "--in", "/nowhere/at/all"],
        ["check", "--format", "x"],
        ["check", "--format"],
        ["check", "--all=1"],
        ["new", "a", "b", "c"],
        ["new", "a", "b"],
        ["import"],
        ["voices", "add"],
        ["serve", "--port", "x"],
        ["serve", "--port", "999999"],
        ["init"],
        ["cache", "gone"],
    ],
)
def test_wrong_usage_is_said_whole_in_another_language(typed, monkeypatch, capsys):
    known = set(CLICKS)
    foreign = lambda text: "".join(f" {{{n}}}" for n in FIELDS.findall(text)) or "•"  # noqa: E731, said here only
    monkeypatch.setattr(
        language, "_catalogue", lambda _tag: lambda text: foreign(text) if text in known else text
    )
    assert run(typed) == 2
    said = capsys.readouterr().err.replace("/nowhere/at/all", "")
    assert _ENGLISH.findall(said.lower()) == []
    assert not re.search(
        r"Error|Invalid|Missing|No such|Try|argument|Did|Possible|Usage|OPTIONS|COMMAND", said
    )


FIELDS = re.compile(r"\{([\w.]+)(?:![rs])?\}")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["buidl"], 'did you mean "build"?'),
        (["imoprt", "a.docx"], 'did you mean "import"?'),
        (["BUILD"], 'did you mean "build"?'),
        (["check", "—Format", "x"], "'x' is not one of"),
        (["check", "-format=x"], "'x' is not one of"),
        (["check", "-Z"], "No such option: -Z"),
        (["publish"], "--to ../hosted"),
        (["publish", "--to", " "], "is a variable empty?"),
    ],
)
def test_what_is_typed_wrong_is_answered_with_what_to_type(typed, said):
    result = CliRunner(mix_stderr=False).invoke(cli, typed)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_command_that_resembles_none_is_just_refused():
    result = CliRunner(mix_stderr=False).invoke(cli, ["xyzzy"])
    assert "did you mean" not in result.stderr
