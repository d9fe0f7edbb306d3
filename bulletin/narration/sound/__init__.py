"""Sound itself: clips, how loud and how high they are, and what finished sound is to be like."""
