"""The register of accounts: `accounts.yml`, and tables that come in from elsewhere."""
