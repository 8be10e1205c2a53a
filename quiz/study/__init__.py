"""What comes next: the study day, the queue, the form of a question, and the session."""
