"""Brings a course folder in: folder → plan (with all that is wrong or left out) → pages, all or nothing."""
