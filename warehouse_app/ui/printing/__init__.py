"""Paper: seen before it is printed, handed to printers after it was queued, and the queue itself.

`preview` a document on the screen, `pages_view` its pages, `zoom` how large they are · `choosing` the system's dialog
for the printer · `delivery` hands over what waits at this workstation, `qt_printer` where the system takes no PDF ·
`queue` the queue and what one can do about it, `story` what became of a print · `images` pages as Qt has them
"""
