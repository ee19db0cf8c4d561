"""How a value and a text are said, to whoever reads them: below the interview and the report."""
