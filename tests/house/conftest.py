"""What the walks go through."""

from tests.house.scene import scene

__all__ = ["scene"]
