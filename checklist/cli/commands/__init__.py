"""The commands: each file has the arguments of its commands and what they do."""
