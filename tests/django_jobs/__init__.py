"""A Django application for the tests: one model, and the admin."""
