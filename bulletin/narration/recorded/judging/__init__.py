"""Whether a recording is a reading of its text, and made well enough."""
