"""What works here and what does not, each with its mend: the work of `handrail doctor`."""
