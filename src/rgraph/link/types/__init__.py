"""Types as far as declarations carry: terms, lowering from syntax, traits and their impls, unification."""
