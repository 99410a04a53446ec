"""Files on their way in and out: drops, choosing, copies on disk, and dragging out."""
