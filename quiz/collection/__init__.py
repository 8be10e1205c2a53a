"""The learner's collection: the one object that joins decks, memory, study and the file they are kept in."""
