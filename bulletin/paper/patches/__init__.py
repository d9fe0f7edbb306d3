"""What WeasyPrint does otherwise here: faults of its that are mended, work that it is spared.

Each module has a block (a context manager) in which its functions stand in for WeasyPrint's;
`typesetter.py` lays out and writes in them. All of them use names that are private there: the
upper bound of WeasyPrint in pyproject.toml is for this room, `page_boxes.py` and `kept/`.
"""
