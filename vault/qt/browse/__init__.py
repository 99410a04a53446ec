"""Looking through an open vault: the sidebar, the list, the detail of what is chosen, and the search."""
