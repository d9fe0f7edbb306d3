"""How high everything is, before it is decided what stands where."""
