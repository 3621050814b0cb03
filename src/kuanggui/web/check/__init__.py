"""The self-check that anybody may use, without a login."""
