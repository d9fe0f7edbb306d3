"""Words in a drawing: faces, lines, and labels that are written in HTML."""
