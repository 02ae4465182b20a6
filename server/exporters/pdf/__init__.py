"""A guide as a PDF by typst: what stands on the sheet, setting it, and doing so in a process apart."""
