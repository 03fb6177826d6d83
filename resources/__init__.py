"""What the network keeps: the library with the KlarRet guides."""
