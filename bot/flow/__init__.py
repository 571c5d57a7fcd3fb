"""The gate: what a flow driver promises, and the drivers."""
