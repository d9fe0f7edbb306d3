"""Pages of HTML, of files and of clipboards: read into blocks."""
