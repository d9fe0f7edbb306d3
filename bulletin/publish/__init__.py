"""A release and a target in, the target brought up to date.

`base.py` says what a target is, `targets/` has ours, `others.py` guards those of packages.
`choosing.py` finds the one that is meant, `whole.py` and `readiness.py` judge the release,
`revisions.py` what came before it; `verifying/` looks at what readers get.
"""
