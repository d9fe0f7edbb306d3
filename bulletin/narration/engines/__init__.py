"""Speech engines: runs of text in, clips of sound out, behind one two-method interface."""
