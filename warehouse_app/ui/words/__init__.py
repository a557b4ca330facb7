"""What the window says, as codes, a module for each part; the words are in `texts.window`."""
