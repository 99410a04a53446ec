"""The page of keys: every way into the vault, and what becomes of the keys behind them."""
