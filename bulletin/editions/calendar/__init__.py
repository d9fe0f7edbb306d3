"""The edition "calendar": dates for telephones and diaries."""
