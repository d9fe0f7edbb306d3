"""`Issue` in, findings out: a rule is one function with one code."""
