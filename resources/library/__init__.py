"""The KlarRet guides and the network's other material."""
