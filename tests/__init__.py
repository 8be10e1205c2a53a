"""The tests of quiz: one folder a room, one module a module."""
