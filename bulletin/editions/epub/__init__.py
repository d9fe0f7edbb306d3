"""The edition "epub": a book that reads itself aloud."""
