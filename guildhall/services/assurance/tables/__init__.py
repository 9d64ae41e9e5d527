"""The tables, one kind of record a module."""
