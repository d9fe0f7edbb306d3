"""The steps of `build.py`: look at an issue, copy it, narrate it, make its editions, put them in place."""
