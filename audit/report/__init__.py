"""The report: a result in, a Markdown project out (pure); then a site built from it."""
