"""Where an item was before: one step back in history, through renames and moves."""
