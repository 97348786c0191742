"""What values mean: ratings, critical values and findings, as codes."""
