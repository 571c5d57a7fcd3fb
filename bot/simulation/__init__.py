"""A town in memory, played from a seed: the real house among people who err and neighbours that fail.

`script` draws who wants what and what goes wrong; `play` lets it happen; `judge` watches from outside, by
what mailbox, post and gates saw; `shrink` finds the shortest script that still breaks a promise. Nothing here
asks the machine for time or chance, so a seed replays exactly.
"""
