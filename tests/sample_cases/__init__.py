"""Builders of cases for tests."""
