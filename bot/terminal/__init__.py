"""What people do at the terminal. Each command calls one function of the house and prints what it says.

Rooms are imported inside the commands, so that `sluice read --jsonl` starts without loading a daemon.
"""
