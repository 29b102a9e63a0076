"""Servers on 127.0.0.1 that imitate services, for tests and by hand."""
