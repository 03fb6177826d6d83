"""The KlarRet series: how far it is, what members ask for next, and who writes along."""
