"""Sound itself: clips, how loud, how high and of what timbre they are, and what finished sound is to be."""
