"""Abbreviations: what they stand for, and by what around them that is told."""
