"""Frozen values: the pack, the answers, the result. Imports nothing else of this package."""
