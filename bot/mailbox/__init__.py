"""The IMAP edge: following a mailbox that people share, without disturbing it."""
