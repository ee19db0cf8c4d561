"""The report as paper and files: one module for each format, each a view of the same result."""

FORMATS = ("pdf", "docx", "xlsx", "csv", "json", "ics")
"""What `listenfirst export --to` takes; each is the ending of its file. The single page is written by `build --single`."""

SINGLE = "html"
