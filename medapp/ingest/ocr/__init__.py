"""Pictures of reports -> words with places and confidence; two independent readers agree on the numbers."""
