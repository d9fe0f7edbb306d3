"""From a Word file and the like to an article of an issue.

In: files of editors. Out: articles with their pictures and tables, written over nothing, and a
report. The way of a file: `opening` finds it and knows it by its bytes; `docx`, `odt` (with
`pandoc`), `html` (by `pages`), `markdown` or `plain` read it into `tree`, with their old encodings
made Unicode in `characters`; the passes of `shaping` put it right; `pictures`, `links` and `writer`
write it down, and `remarks` tell of it. `articles` goes the whole way.
"""
