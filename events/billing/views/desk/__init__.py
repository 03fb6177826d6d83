"""The desk's pages about bills."""
