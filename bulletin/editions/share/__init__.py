"""The edition "share": posters, cards and texts to pass on."""
