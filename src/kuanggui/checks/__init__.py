"""Rules: whether a plan is consistent, a block may be where it is, a package conforms."""
