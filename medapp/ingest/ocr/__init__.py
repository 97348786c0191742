"""Pictures of reports -> words with places and confidence; independent readers agree on the numbers."""

import os

# Two readers run side by side: the first must not spread over every core. It asks when it is loaded.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")
