"""Workbooks of Excel, whose sheets become tables."""
