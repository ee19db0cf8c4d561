"""What people write, and how it is understood: amounts, hours, days, words. One reader for the terminal, the form and files.

Each function takes what somebody wrote and returns a value, or raises `WrongValue` with a sentence that says what to write
instead. `site_template/form/values.js` does the same with the tables and patterns of these modules, which it gets as data.
No clock: whoever reads `today` is given the day.
"""
