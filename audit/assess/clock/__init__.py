"""How long until the first own words, and whether the people are enough."""
