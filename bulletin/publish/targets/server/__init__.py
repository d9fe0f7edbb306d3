"""Publishing onto any server.

`publishing.py` decides what goes there and when, `there.py` sees what lies there, `storage.py` says
what a server must be able to do, `claims.py` who holds its lock, and `meanings.py` what the words mean
that programs and libraries refuse with.
"""
