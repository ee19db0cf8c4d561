"""All pages of a report as one: what a single file, a PDF and a Word document are made of."""
