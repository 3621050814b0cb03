"""Use cases of standard packages: check, look into, write, and read tables of rights."""
