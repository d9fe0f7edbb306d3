"""What the check asks of the files of a theme, before any page is filled in or set."""
