"""The commands of `bulletin`: a module each, imported when it is called."""
