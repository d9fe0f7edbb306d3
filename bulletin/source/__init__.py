"""Files in, `Issue` out: settings, Markdown, directives and data, with their positions.

`load.py` reads a publication's folder (found by `root.py`) with the articles of an issue
(`contents.py`) and the `lexicon.py`; `issue.py` is what comes out. What is read by what:

- `text.py` bytes, `yaml/` YAML, `settings/` the models of settings, `values.py` and `days.py`
  their single values, `files.py` and `file_kinds.py` the files that they name;
- `markdown/` articles, `directives/` what stands in :::, `data/` CSV and figures, `captions.py`
  the captions of films;
- `addresses.py` and `hosts.py` addresses of sites and of mail.

`reporting.py` collects what is wrong.
"""
