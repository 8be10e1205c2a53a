"""Obsidian's notes as its spaced repetition plugin reads them: cards among the text, and when they are due in comments."""
