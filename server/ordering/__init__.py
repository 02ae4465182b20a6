"""Order by itself: what guides are about, and what follows from it. Pure, but for what `storage/` asks."""
