"""What the formats of files say, whatever they hold: characters, elements, media types, times, YAML."""
