"""The pages of meetings: for everybody, and for those who run them."""
