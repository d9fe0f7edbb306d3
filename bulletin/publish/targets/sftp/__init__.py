"""Publishing onto a server over SSH."""
