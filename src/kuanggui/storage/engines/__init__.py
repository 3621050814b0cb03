"""One module per database engine; SQL that only one engine knows stands nowhere else."""
