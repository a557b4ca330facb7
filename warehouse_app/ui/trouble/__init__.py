"""Errors of the program's own making: never an end without a word.

`hooks` everything that nobody caught, from any thread · `dialog` what the person sees · `report` what she can save

Trouble of the world's making is `Refused`, and told by whoever asked (`Desk.trouble`); what comes here is a bug.
"""

from warehouse_app.ui.trouble.hooks import Trouble

__all__ = ["Trouble"]
