"""The command line: every verb that works without the app, for people and for programs."""
