"""Codes and numbers that name one thing: papers, articles of law, telephones, addresses."""
