"""Tries the ready recipes on the real systems: `make try-recipes`. Not in the suite: make installs them."""
