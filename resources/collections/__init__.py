"""Collections: material that the secretariat has put together for a purpose."""
