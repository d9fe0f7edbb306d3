"""Pictures, drawings, charts, faces, colours and codes: what is drawn, for every edition."""
