"""The edition "single": the issue's page in one HTML file, for a chat or a USB stick."""
