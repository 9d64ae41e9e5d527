"""What people are asked: about articles, about service points, and about a contact."""
