"""What copying leaves in a text: marks, numbers of pages, letters of other encodings."""
