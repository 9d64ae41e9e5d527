"""Budgets beside what the ledger says: files brought in, months compared, the year's end projected."""
