"""The pages that come from the declarations alone; a service adds only what they cannot do."""
