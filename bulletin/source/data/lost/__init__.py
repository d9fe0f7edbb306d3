"""What programs write in place of a value: faults of formulas, days made of other things."""
