"""Ways to open a key slot: password, keyfile, recovery code, and what comes later."""
