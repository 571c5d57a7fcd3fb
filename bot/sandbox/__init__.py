"""Real mail servers and a pretend firm inside one process: the demo and the tests use the same ones."""
