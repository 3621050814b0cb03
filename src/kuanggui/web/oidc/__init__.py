"""Logging in with an account of another system: OpenID Connect, authorization code with PKCE."""
