"""What is remembered: the event log's records, FSRS, and replay."""
