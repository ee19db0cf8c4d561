"""Answers that others send back."""
