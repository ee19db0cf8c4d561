"""What a consultant adds: colours, logo, notes, pages and templates of his own."""
