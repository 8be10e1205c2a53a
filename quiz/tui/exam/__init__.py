"""Exam: a paper to sit on the screen or to print, and its score."""
