"""Real systems that run firms' data flows, started on this machine for the demo and to try the recipes.

Each is installed by make, apart from us, in a folder of its own; `KNOWN` names them.
"""
