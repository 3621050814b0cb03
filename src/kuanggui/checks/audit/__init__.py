"""Audit rules: is a plan consistent with itself? One rule in each module `audNNN_<the wrong state>`."""
