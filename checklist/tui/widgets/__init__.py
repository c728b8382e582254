"""Widgets that draw many rows as one."""
