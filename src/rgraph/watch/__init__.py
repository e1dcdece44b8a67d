"""The working directory while it is worked on: rule violations and broken references as files are saved."""
