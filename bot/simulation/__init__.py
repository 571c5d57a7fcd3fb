"""A town in memory, played from a seed: the real house among people who err and neighbours that fail.

`script` draws who wants what and what goes wrong; `play` lets it happen in a `town`; `judge` and `audit` hold
the house to its promises by what truly happened; `shrink` finds the shortest script that still breaks one.
Nothing here asks the machine for time or chance, so a seed replays exactly.
"""
