"""Help: the manual, the page of shortcuts, and what this program is. Nothing of it is loaded before it is wanted."""
