"""A result on paper: one A4 page for the doctor, black and white, to be printed or sent."""
