"""Trips as files: Markdown, iCalendar, JSON; and the wording every view of a trip shares."""
