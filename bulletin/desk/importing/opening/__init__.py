"""A file opened: where it is, what kind it is by its bytes, and whether it holds too much."""
