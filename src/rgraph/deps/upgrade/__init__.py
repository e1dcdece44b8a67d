"""What a move of dependencies to other versions changes for the code that uses them."""
