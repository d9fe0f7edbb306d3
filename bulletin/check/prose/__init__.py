"""What is written: words, numbers and marks, passage by passage."""
