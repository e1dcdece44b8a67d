"""What the dependencies of a commit's packages mean, by lock files or by what is at hand: Cargo's resolution."""
