"""What a member hears of in the forum, how soon, and by which way: at once, gathered, or as a feed."""
