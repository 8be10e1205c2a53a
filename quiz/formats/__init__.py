"""Other programs' files: one registry of formats, each of which reads, writes, or both."""
