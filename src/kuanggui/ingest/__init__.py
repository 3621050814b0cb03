"""Readers and pure phases that turn a document into a structured plan."""
