"""Assessments: what was answered and on what it rests, as a journal of events and its fold."""
