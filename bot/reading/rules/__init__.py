"""What clauses say, as tables: each rule with the sentences it reads and those it must not read.

A sentence misread becomes an example first (`says` or `says_not`), then a pattern; tests walk every table.
"""
