"""What the window says, a table for each part of it."""
