"""Draw the bank's figures again: ``python -m knowledge.figures``."""

import sys

from knowledge.figures.bank_figures import FOLDER, write_all

print(f"{write_all()} figures in {FOLDER}", file=sys.stderr)
