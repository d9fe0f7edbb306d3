"""A drawing written anew, of nothing but what is allowed and all programs draw alike."""
