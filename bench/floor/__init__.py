"""The floor: the least that Django can do with the same rows, without anything of Guildhall's about it."""
