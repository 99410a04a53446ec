"""The editor of notes: Markdown with live formatting, saved by itself."""
