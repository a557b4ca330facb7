"""The scripts of the set-up stand beside each other in a folder of their own, as Python finds them when they run."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
