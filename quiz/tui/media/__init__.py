"""Pictures drawn in cells, and sounds played by the system's player."""
