"""A read-only site of one repository on this machine's loopback: the graph through time, and the reports as pages."""
