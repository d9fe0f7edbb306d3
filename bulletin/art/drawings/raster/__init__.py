"""Drawings as pixels, drawn by resvg."""
