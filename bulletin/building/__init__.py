"""A build from the issue to its release: looked at, copied, narrated, made into editions, put in its place."""
