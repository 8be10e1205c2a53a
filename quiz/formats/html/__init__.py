"""HTML of other programs' fields, both ways: read as rich text, and written from it."""
