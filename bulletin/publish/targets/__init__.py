"""The kinds of place to publish to: a folder, a branch of git, a bucket, a server over SSH.

What those share whose place is not a folder of this machine is in `server/`.
"""
