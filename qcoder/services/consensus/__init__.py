"""The consensus room without its walls: sealed layers compared, decided on, and found stale."""
