"""Two plans beside each other: what stayed, in which words; what is new; what is gone."""
