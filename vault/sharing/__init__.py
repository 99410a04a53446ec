"""Sharing by public key: what is written here, anyone opens and verifies with standard tools."""
