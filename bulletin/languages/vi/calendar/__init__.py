"""Days, hours and longer periods, in figures and by letters."""
