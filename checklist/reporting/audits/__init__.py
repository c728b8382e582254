"""The papers of an audit: the same templates and forms, and the auditors speak in them."""
