"""Poster and case paper, one page each."""
