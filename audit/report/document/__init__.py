"""The report as paper: one tree of blocks, read once from the joined pages, and a module for each way to write it."""
