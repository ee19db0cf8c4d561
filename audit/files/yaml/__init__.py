"""YAML read with the place of everything, written in one form, and edited where it stands."""
