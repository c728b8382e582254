"""The change report: what differs from an earlier assessment."""
