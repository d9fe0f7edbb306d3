"""The edition "pdf": for the notice board, the projector and the archive."""
