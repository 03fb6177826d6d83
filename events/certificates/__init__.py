"""Certificates: who came to a course's dates, and the proof of it that anybody can look up."""
