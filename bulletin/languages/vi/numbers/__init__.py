"""Numbers: counted, measured, compared, in rows and between two ends."""
