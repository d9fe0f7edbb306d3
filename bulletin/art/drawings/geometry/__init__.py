"""Where the parts of a drawing stand, and how large they are."""
