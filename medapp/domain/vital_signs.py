"""Observations that a sender puts beside laboratory results and that are none: pulse, pressure, height, weight."""

# LOINC, the members of the vital signs panel 85353-1 and of US Core, with their common variants.
_VITAL_SIGNS = frozenset({
    "85353-1", "85354-9", "8867-4", "9279-1", "8310-5", "8331-1", "8332-9", "8333-7", "8328-7", "8329-5", "8480-6",
    "8462-4", "8478-0", "8302-2", "8306-3", "8308-9", "3137-7", "3138-5", "29463-7", "3141-9", "3142-7", "8335-2",
    "8341-0", "8339-4", "39156-5", "59574-4", "59408-5", "3151-8", "3150-6", "8287-5", "9843-4", "8289-1", "77606-2",
    "8280-0", "8281-8", "56086-2", "56115-9", "8884-9", "8889-8", "68499-3", "76477-9", "55284-4", "35094-2", "8336-0",
    "3140-1", "8277-6",
})  # fmt: skip


def is_vital_sign(code: str | None) -> bool:
    """`code` is the LOINC code of a vital sign."""
    return code in _VITAL_SIGNS
