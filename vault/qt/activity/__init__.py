"""The audit trail in an open vault's page."""
