"""Pictures and drawings: one judge for each, asked by the check and by every edition.

In: files as editors' phones and programs wrote them. Out: what is wrong with them, or what an
edition may use. Nothing that is accepted here can be refused later.
"""
