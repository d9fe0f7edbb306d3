"""The editor's desk: what an editor starts from, before there is anything to read.

`new_publication` gives a publication, `next_issue` the issue after the last one, `pipelines` the
workflow for a host of repositories; `writing` puts files where nothing stands yet; `importing`
makes articles of Word files and the like, `legacy` reads the encodings of before Unicode.

What is written for a new publication or issue lies in `starter/` (`starter_files` fills it in), a
folder a language: `words.yaml` (what is asked and said), `editors/` (files in the editors' own
language), `readers/` (files in the publication's language; `issue/` is the issue's folder) and
`draft/` (what `bulletin new` writes); `ci/` has the workflows for all of them. A language is added
by adding its folder.
"""
