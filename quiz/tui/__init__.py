"""The terminal app, written with Textual. `quiz.tui.app.run` starts it."""
