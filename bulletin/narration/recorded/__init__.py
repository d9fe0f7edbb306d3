"""People who read: recordings in, tracks with their times out.

`takes` hears files, `pauses` finds the silences in them, `alignment` lays sentences between
these, `marks` reads where a person set them by hand; `performance` makes sound of it all, and
`faults` says beforehand what will not do.
"""
