"""Reading minutes: the meeting, who was there, its items, resolutions and actions, each with the line it came from."""
