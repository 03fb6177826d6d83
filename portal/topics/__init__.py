"""The controlled list of topics that questions, guides and members' expertise share."""
