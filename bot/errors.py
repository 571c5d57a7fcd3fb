"""Errors, by who can put them right.

    Sluice's own
    ├── Unavailable      time: nothing was written, it is tried again, waiting longer each time
    ├── Misconfigured    the admin: one sentence that names the setting, exit code 2
    └── Unreadable       a letter no one can open: set aside with its bytes, a person is told

The writer of an unclear letter causes no error but an unsure reading and one short question. Anything
else is ours alone to mend: it is set aside, attention is raised, the house goes on.
"""


class SluiceError(Exception):
    """Any error of ours; `str(error)` is a sentence a person can act on, free of secrets."""


class Unavailable(SluiceError):
    """A neighbour (mail server, flow, database) gave no usable answer; time may cure it."""


class Misconfigured(SluiceError):
    """A setting is wrong; the sentence names it and shows its value."""


class Unreadable(SluiceError):
    """A letter could not be opened at all."""
