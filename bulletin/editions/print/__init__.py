"""The edition "print": for a printing house, and for the office's own printer."""
