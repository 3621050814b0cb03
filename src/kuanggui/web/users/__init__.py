"""Users, for those who administer them, and what each may do to himself."""
