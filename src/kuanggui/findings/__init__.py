"""What a rule says: severity, place, evidence, citation, remedy."""
