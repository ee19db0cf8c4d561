"""The report as a Markdown project and as a site."""
