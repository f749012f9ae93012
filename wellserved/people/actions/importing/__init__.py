"""People from somebody's file: clients with their contacts, or members with their teams.

Every line lands or is refused on its own, with its number and the reason. The same file twice changes nothing.
Values are kept as text, whatever a spreadsheet would make of them.
"""

from wellserved.people.actions.importing.contacts import import_contacts
from wellserved.people.actions.importing.lines import Report, look_at
from wellserved.people.actions.importing.members import import_members

__all__ = ["Report", "import_contacts", "import_members", "look_at"]
