"""The folders of rounds and what lies in them."""
