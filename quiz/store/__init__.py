"""Where a collection is kept: one SQLite file with the event log, deck versions, and what is computed from them."""
