"""Publishing onto any server.

`publishing.py` decides what goes there and when, `there.py` sees what lies there, `storage.py` says
what a server must be able to do, and `claims.py` who holds its lock.
"""
