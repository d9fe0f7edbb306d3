"""Films, sounds, captions and pictures: the files, and how they are shown."""
