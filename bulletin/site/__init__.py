"""The hosted place, which belongs to no issue: archive, feeds, search, rules for servers.

`archive.py` writes all of it from the `releases.py` that there are: `pages/`, `feeds/`, `hosting/`,
`documents/` of earlier years, `topics.py` across issues, `search_index.py`; `replacing.py` puts it
into its place, and `listing.py` knows which files there are ours.
"""
