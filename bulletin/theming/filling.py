"""A page filled in: its values go in, text comes out, or a finding for the theme's file.

In: the sandbox, a page's name, its values. Out: text.
"""

from dataclasses import fields
from typing import Any

from bulletin.diagnostics import FindingsError
from bulletin.formats.characters import clean
from bulletin.theming.files import ThemeFiles
from bulletin.theming.sandbox import Helper, Sandbox
from bulletin.theming.sandbox.budget import budget


def filled(sandbox: Sandbox, files: ThemeFiles, name: str, values: Any) -> str:  # noqa: ANN401, a page's own class of values
    """A page filled in with the fields of its `contexts` class.

    Raises `FindingsError` when a file of the publication's own theme does not let it.
    """
    context = {field.name: getattr(values, field.name) for field in fields(values)}
    helped = {key: Helper(value) if callable(value) else value for key, value in context.items()}
    try:
        with budget():
            # A template may write what no edition can: half of a pair of surrogates.
            return clean(sandbox.get_template(name).render(helped))
    except FindingsError:
        raise
    except Exception as error:
        from bulletin.theming.faults import explained  # noqa: PLC0415, heavy, and seldom needed

        if finding := explained(error, files, name):
            raise FindingsError([finding]) from error
        raise
