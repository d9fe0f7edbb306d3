"""WeasyPrint as the check and the paper editions start it and listen to it.

In: nothing, or a sheet. Out: a quicker import of it, and what it warns of. What it sets is the
business of `bulletin.paper`.
"""
