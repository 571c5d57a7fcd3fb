"""Duplicate queries against the firm's data."""
