"""Writes a course back as a course folder; importing that again changes nothing."""
