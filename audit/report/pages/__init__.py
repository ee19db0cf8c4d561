"""The pages of a report, one module each; `registry` is the only list of them."""
