"""Languages: one package each, found by the entry point `bulletin.languages`."""
