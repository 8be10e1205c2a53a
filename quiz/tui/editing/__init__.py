"""Editing facts: the form for one fact, and what its edit means."""
