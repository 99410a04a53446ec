"""The vault process: a child that holds the keys and the catalog of one open vault, and its client (no Qt)."""
