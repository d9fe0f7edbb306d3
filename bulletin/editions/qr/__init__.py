"""The edition "qr": the issue's permanent address as a code."""
