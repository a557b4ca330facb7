"""“Test my scanner”: the card is scanned, every key is shown as it arrives, and what comes of it becomes the profile.

`dialog` the test itself · `recording` the keys while it listens · `arrived` the keys in words · `findings` what was
found out · `card` the card on the screen and on paper · `control_names` control characters as people read them
"""
