"""Evaluations: a few questions to those who were there, answered so that nobody can tell who said what."""
