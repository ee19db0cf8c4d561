"""How answers become levels, shares, caps and a plan."""
