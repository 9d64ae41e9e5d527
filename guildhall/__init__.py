"""Guildhall: one system for a council's customer, community and democratic services."""
