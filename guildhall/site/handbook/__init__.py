"""The handbook, readable in the browser by everybody who works at the council."""
