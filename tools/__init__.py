"""For those who build Deedbox: what makes the screenshots."""
