"""Sluice: a support colleague that lives in a mailbox."""
