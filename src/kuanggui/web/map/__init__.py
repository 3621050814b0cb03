"""The map over HTTP: divisions, features, measuring, reading of corners."""
