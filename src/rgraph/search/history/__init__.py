"""The history of items as text: the messages of the commits that changed them."""
