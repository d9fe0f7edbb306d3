"""From a Word file and the like to an article of an issue.

In: files of editors. Out: articles with their pictures and tables, written over nothing, and a
report. The way of a file: `kinds` knows it by its bytes; `docx`, `odt` (with `pandoc`), `html`,
`markdown` or `plain` read it into `tree`; `cleaning` and the passes of `shaping` put it right;
`pictures` and `writer` write it down. `articles` goes the whole way.
"""
