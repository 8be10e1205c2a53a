"""What is asked: cards, their wording and wrong options, and judging an answer."""
