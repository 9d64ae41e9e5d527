"""The staff structure of a plan's directorate on any day, and what changed between two."""
