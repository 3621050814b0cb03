"""What changed between two plans, or two states of one, in words of the field."""
