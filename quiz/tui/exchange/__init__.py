"""Import and export: other programs' files."""
