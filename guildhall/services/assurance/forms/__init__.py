"""What people are asked, one kind of record a module."""
