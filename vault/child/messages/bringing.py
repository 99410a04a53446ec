"""Bringing in what other programs kept, and opening items with them."""
