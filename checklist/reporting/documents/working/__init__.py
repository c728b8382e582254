"""Working papers: preparation, request, interview guide and fact check."""
