"""The kinds of place to publish to: a folder, a branch of git, a bucket, a server over SSH."""
