"""Marks made by the machine: when each sentence of a recording is read, as a recogniser hears it.

`heard` lays what is heard beside what is to be said, `marking` writes the file of marks.
"""
