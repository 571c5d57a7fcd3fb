"""A letter becomes a reading: what the writer says, as data. Never what to do about it."""
