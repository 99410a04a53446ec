"""Deedbox: an encrypted vault for files and notes that proves you can get your data back."""

__version__ = "0.1.0.dev0"
