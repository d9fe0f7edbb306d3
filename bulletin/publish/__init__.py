"""A release and a target in, the target brought up to date."""
