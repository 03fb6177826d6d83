"""Once a year everyone says whether what the network knows of them is still right: asked in January,
reminded, and put on the secretariat's list when no answer comes. Nothing here shuts anybody out."""
