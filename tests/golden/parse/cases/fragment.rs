[
    helper(1),
    vec![2].len(),
]
