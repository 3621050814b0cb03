"""Answers of screening as terminal table and signed opinion."""
