"""The way through the house, one plain function a step: arrive, read_one, carry_out_one, sweep.

Bytes before meaning, commit before effect, every effect harmless when done twice. Steps hold no loops and
no threads (those are the daemon's) and no rules (those are the desk's).
"""
