"""Command line: a thin door to the use cases."""
