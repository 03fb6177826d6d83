"""Pure subjects: CPR numbers, days and hours, Danish writing, sheets and EAN numbers.

This is the lowest room: it imports nothing of the portal's, and any other room may import it.
"""
