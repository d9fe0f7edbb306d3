"""A build from the issue to its release.

`build.py` goes the whole way: `preflight.py` looks at the issue, `voices.py` at who speaks it,
`snapshots.py` copies it, `narrator.py` has it spoken while `workflow.py` has the editions made
(`pieces.py` knows which are there), `sealing.py` signs and `release.py` puts it in its place;
`unchanged.py` ends a build of nothing new.
"""
