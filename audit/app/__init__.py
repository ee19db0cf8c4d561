"""The engine behind a page: the use cases of the product as calls that a page makes and gets answered, each in JSON."""
