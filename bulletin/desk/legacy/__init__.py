"""Encodings of before Unicode, in which offices still keep texts: TCVN3, VNI-Windows, VIQR.

`letters` has the 134 letters that are written with a mark; `tcvn3`, `vni` and `viqr` read and
write them; `fonts` knows an encoding by the font of a run, `detector` by the syllables that a
text gives. All of them give and take the characters that Word has for the old bytes: those of
ISO 8859-1.
"""
