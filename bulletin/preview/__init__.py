"""The preview: an issue as readers will see and hear it, a second after a text was saved.

In: a publication's folder, the issue, the cache. Out: a small server for the editor's own
browser (and, if asked, for phones on the same network), which ends with the program.

`site` makes the pages; `asked` makes what takes longer (the PDF, the sound) in a process beside;
`board` holds what is known and who waits for it; `app` answers browsers; `guard` decides whom.
"""
