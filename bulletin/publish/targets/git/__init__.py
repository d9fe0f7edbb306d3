"""Publishing as commits on a branch, by git's own program."""
