"""Copies that are proven to restore: the export file, its restore and its drill."""
