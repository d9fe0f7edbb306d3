"""What the styles of a drawing say: sheets, declarations, values, colours."""
