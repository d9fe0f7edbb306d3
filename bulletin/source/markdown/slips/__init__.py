"""What is almost Markdown, or comes out otherwise than it is written: told at its place."""
