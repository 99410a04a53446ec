"""Sharing in the window: my card, whom I know, what goes out and what comes in."""
