"""The vault itself: formats, disk, keys, catalog, and the acts upon a whole vault."""
