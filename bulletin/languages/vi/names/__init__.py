"""Names of persons, places and roads, and what is cut short in front of them."""
