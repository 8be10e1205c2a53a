"""The first card, painted before Textual is loaded; the app then paints the same, and acts on the keys pressed meanwhile."""
