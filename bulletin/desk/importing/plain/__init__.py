"""Plain text: paragraphs, tables in columns, and the head of a mail that was saved as text."""
