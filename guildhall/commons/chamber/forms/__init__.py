"""What is asked about bodies and about members."""
