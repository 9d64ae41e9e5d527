"""What is asked about forms of governance and about the constitution."""
