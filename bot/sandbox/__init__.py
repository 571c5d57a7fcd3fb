"""A pretend mail world and a pretend firm; the demo and the tests use the same ones."""
