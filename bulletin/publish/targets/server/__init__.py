"""Publishing onto any server.

`planning.py` decides what goes there, `publishing.py` when; `there.py` sees what lies there,
`storage.py` says what a server must be able to do, `claims.py` who holds its lock, and `meanings.py`
what the words mean that programs and libraries refuse with.
"""
