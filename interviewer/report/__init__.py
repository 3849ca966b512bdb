"""The report of an interview: as a record, as Markdown, as a PDF."""
