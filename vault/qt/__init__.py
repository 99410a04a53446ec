"""The desktop application: windows over a vault that lives in a process of its own."""
