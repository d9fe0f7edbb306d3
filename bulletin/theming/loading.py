"""The templates of a theme as Jinja2 asks for them.

In: a theme's files, and a template's name. Out: the template, compiled once.
"""

import marshal
from collections.abc import MutableMapping
from importlib.util import MAGIC_NUMBER
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound

from bulletin.cache import once
from bulletin.theming.files import LARGEST_TEXT, ThemeFiles, text_of


class ThemeLoader(BaseLoader):
    """Gives Jinja2 the templates of a theme, and no other file.

    Those of ours are compiled once; a publication's own lie elsewhere in each build.
    """

    def __init__(self, files: ThemeFiles) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """A template's text and its path. Raises `TemplateNotFound`."""
        del environment
        path = self._files.find(template)
        if path is None or path.stat().st_size > LARGEST_TEXT:
            raise TemplateNotFound(template)
        return text_of(path), str(path), None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, as Jinja2 has it
    ) -> Template:
        """A template, compiled now or before."""
        if self._files.has_own(name):
            return super().load(environment, name, globals)
        source, filename, _ = self.get_source(environment, name)

        def made() -> bytes:
            return marshal.dumps(environment.compile(source, name, filename))

        key = (name, filename, source, MAGIC_NUMBER.hex())
        code = marshal.loads(once.made(once.TEMPLATE, key, made))  # noqa: S302, made on this machine
        return environment.template_class.from_code(environment, code, globals or {})
