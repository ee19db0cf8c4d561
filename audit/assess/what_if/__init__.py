"""What would change the verdict: the way up, and how firm it is."""
