"""Study: one screen whose parts change with every question."""
