"""The whole audit in one HTML file: the engine runs in the browser, and nothing leaves it."""
