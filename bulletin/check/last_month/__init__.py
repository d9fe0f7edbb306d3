"""What an issue keeps of the one that it was copied from, or of the month before."""
