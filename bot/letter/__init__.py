"""Bytes become a letter: MIME, fresh text, sender and verdict. No network, no meaning."""
