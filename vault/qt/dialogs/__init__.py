"""The dialogs of an open vault: keys, export, check, and reports of what came and what did not."""
