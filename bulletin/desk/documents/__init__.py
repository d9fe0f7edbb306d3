"""Documents of earlier years, looked at: can readers open them, and what do they say.

`reading` asks for a file once and keeps the answer; `faults` judges it by its bytes, `words` has its
text for the search, `previews` shows what its first page looks like.
"""
