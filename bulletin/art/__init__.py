"""Pictures and drawings: one judge for each, asked by the check and by every edition.

In: files as editors' phones and programs wrote them. Out: what is wrong with them, or what an
edition may use. Nothing that is accepted here can be refused later.

`photographs/` and `drawings/` judge, `pictures.py` makes either fit for an edition; `charts/`,
`cover.py`, `qr_symbol.py` and `signs/` draw what no editor does, in the `fonts.py` and `colours.py`
of a theme.
"""
