"""Peer advice: questions and answers."""
