"""The check-up: what was observed becomes findings, each with its severity, its reason, its source and its fix."""
