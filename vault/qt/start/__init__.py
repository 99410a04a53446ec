"""Everything before a vault is open: known vaults, unlock, create, open, restore."""
