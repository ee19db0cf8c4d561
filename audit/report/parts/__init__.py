"""What several pages of a report say, and the exports with them; each module one subject."""
