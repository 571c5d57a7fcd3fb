"""The domain, pure: what a ticket is, what can happen to it, and what follows. No I/O, no clock."""
