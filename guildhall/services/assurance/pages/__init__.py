"""The pages only these services have: the code, the statements, the questions and how far they are."""
