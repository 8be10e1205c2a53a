"""Home: the decks and the day."""
