"""Reports on plans of several levels, and the tables of shares that people edit."""
