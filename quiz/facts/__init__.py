"""What is true: facts, their values and qualifiers, and the decks that hold them."""
