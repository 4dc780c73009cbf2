"""Paper: the wording in ``forms/*.md`` and the values of records become pages of a PDF."""
