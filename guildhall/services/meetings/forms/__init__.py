"""What is asked of meetings, reports and minutes."""
