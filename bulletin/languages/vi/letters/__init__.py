"""Letters that stand for a word, or are said by their names: mostly beside a number."""
