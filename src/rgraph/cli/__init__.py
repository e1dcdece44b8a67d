"""The command line: one command a module, no logic; modules are loaded when their command is typed."""
