"""Who works on the project, on which transcripts, and what they seal."""
