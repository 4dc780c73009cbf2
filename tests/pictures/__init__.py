"""Pictures of every page, form, dialog and state: looked at by people, compared by the tests.

``python3 dev.py test tests/pictures --renew-pictures`` takes them all anew, and those of the
manual with them.
"""
