"""Papers that start the work: filled from the answers, as views that a template and the writers of paper take."""
