"""What is kept on disk: the journal, evidence files, drafts and written reports."""
