"""Pictures of a report: geometry as plain numbers, words as plain text, one self-contained SVG each."""
