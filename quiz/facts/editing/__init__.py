"""Editing deck files in place: every comment, blank line and habit of their author stays."""
