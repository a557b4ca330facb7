"""Where the house is kept: `tables` (columns, constraints), `database` (open, transact, lock) and `migrations`."""
