"""Browse: search the cards, look at them and change them."""
