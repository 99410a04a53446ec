"""The recovery kit: its printed page, the dialog that shows it once and asks it back, and the entry of its words."""
