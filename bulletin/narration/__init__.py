"""Articles in, `Narration` out: what is said, by which voice, and exactly when."""
