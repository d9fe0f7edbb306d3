"""Rows of figures from CSV and tables, and numbers as a language writes them."""
