"""The SMTP edge: a task's plain values become words, a message, and a mail that was sent once."""
