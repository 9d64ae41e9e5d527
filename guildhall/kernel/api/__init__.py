"""The API: what the pages can do, for programs, from the same declarations and through the same frame."""
