"""The hosted place, which belongs to no issue: archive, feeds, search, rules for servers."""
