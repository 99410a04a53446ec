"""The `deedbox` command, one file per group of commands."""
