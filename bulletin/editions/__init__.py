"""A composed issue in, files out: one module an edition, and what they share."""
