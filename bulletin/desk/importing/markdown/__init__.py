"""Markdown from elsewhere, with the settings, short forms and signs of the programs that wrote it."""
