"""One long-lived worker without keys: everything that parses people's file formats. It imports nothing of ours."""
