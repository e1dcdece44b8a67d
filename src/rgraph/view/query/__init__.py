"""CozoScript over named rules: a user's script, checked, with the rows that it mentions."""
