"""The daily mail: what needs a person, what comes, and the sum that accounts for every letter."""
