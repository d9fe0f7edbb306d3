"""Where an issue comes from: keys, their fingerprints in words, signatures, and sealed books."""
