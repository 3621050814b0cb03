"""Use cases: the only place that wires readers, rules and stores together."""
