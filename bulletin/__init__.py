"""bulletin renders a monthly issue from Markdown and YAML into every edition of it."""

__version__ = "0.1.0"
