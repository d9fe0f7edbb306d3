"""Articles in, `Narration` out: what is said, by which voice, and exactly when.

`script/` makes utterances of articles, `engines/` and `voices/` speak them (`speech.py` each once),
`recorded/` finds them in what people read, `aligning/` by what a recogniser hears. `narrate.py` and
`making.py` have all articles performed (`performing.py`), `mastering.py` puts their sound together
(`sound/`), `encoding.py` and `stretches.py` encode it, `transcript.py` writes it down, and
`listening/` reads it back; what comes out stands in `model.py`.
"""
