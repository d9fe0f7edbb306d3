"""The edition "clips": short films with captions, for social networks."""
