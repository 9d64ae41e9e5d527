"""How a plan is written together: its parts, its versions, what is proposed and said of it, its import."""
