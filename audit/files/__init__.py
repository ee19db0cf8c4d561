"""Disk: YAML in with a line for every problem, answers out durably, the audit folder."""
