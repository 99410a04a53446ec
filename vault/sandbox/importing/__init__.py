"""What other programs kept, read by a confined worker of its own: a reader for each kind (docs/decisions/0013)."""
