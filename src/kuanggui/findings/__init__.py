"""What a rule says: severity, place, evidence, citation, remedy; and what was checked, grouped, waived or compared."""
