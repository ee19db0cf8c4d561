"""The pictures of a report: geometry as plain numbers, words as plain text, drawn at build time."""
