"""What a person sees and says while a recording goes on: events out, orders in, and the hotkeys."""
