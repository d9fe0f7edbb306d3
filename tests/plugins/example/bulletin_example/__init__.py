"""One of each that a package can bring to bulletin; `pyproject.toml` registers them."""
