"""The page of settings: what this workstation remembers, the open database, and what the whole house agrees on.

`page` the sections beside their list · `section` what they have in common · `look_and_sound`, `scanner` (with
`profile_words` and `frame_text`), `database`, `house`, `importing` and `about` the sections
"""

from warehouse_app.ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
