"""Measurements through the real server, as ratios within one run: absolute times drift on shared
machines, a ratio to an empty answer of the same server does not."""
