"""A publication's own theme, judged before anything is built."""
