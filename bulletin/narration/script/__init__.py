"""What is said of an article: made for listening, part by part."""
