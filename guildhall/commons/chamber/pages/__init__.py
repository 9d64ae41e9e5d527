"""The pages of bodies and members: public ones, political balance, and the desk's."""
