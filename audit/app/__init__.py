"""The audit in one HTML file: the engine behind it, and what its page is made of."""
