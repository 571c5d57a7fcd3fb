"""The daemon: wiring, threads and signals. It holds no rules.

`opening` builds the house, `threads` keeps it busy, `following` minds one mailbox, `until_idle` works without
threads.
"""
