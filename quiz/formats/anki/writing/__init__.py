"""Writing Anki's packages."""
