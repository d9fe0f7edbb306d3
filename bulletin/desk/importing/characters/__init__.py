"""Characters made ours: out of bytes, out of old encodings, and those that no face can show."""
