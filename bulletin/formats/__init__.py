"""What the formats of files say, whatever they hold.

Characters, elements, addresses of data, media types, times, YAML.
"""
