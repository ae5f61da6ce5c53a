"""Thin: permission, action or query, page."""
