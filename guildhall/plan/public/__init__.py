"""Reading a plan: as pages, a board, one sheet, a PDF and data; adopted plans for everybody."""
