"""`bulletin schema`: JSON Schema for the YAML files, for editors that complete and check them."""

import click

from bulletin.cli.help import example
from bulletin.cli.streams import print_result

NAMES = ("publication", "issue", "article", "lexicon")
"""Here too, so that the help needs no model; a test holds them to the schemas."""


@click.command(
    "schema",
    epilog=example(
        "bulletin schema issue", "bulletin schema publication > .schemas/publication.json"
    ),
)
@click.argument("name", type=click.Choice(NAMES))
def command(*, name: str) -> None:
    """Print the JSON Schema of a kind of file.

    New files name theirs in the first line, and editors such as VS Code (with the YAML extension)
    then offer the keys and mark what is wrong.
    """
    from bulletin.source.settings.schemas import schema_text

    print_result(schema_text(name), nl=False)
