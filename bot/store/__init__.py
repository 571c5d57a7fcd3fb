"""What the house remembers: tables, one transaction at a time, and work that is claimed once."""
