"""The check-up in an open vault's page."""
