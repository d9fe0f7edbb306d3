"""Finished sound put into files: chapters, tags, M4B and MP3."""
