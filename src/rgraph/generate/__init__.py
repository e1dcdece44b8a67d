"""A change made by a language model, checked before anybody sees it."""
