"""Packs: read, checked, and the shipped one."""
