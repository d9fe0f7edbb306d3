"""Voices on a machine: their files, their papers, and which one nobody decided on."""
