"""The edition "audiobook": one file with chapters."""
