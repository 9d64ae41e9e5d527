"""Documents on paper: data set by Typst as tagged PDF (PDF/UA-1), in the council's type and colour."""
