"""Several respondents, and several rounds."""
