"""What is measured, and against whom: speed and memory of a full Guildhall beside a bare Django."""
