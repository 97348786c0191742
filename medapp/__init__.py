"""medapp reads laboratory reports on the owner's machine and shows what they say."""
