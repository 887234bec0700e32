"""Registered when the apps are loaded."""
