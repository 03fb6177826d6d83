"""The call for sessions of the annual conference: members propose, the programme group reviews, the
secretariat decides."""
