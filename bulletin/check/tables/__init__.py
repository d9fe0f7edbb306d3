"""Tables: their rows, and figures that follow from others."""
