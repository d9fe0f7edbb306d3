"""Files in, `Issue` out: settings, Markdown, directives and data, with their positions."""
