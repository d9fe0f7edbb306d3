"""What a reader found, made an article: passes over the blocks, each a module."""
