"""The walk: one criterion at a time, and the dialogs that change its answers."""
