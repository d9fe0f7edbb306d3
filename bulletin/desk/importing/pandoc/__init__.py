"""Files that pandoc reads for us."""
