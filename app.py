"""Starts the page: ``python app.py`` does the same as ``viva serve``."""

import sys

from interviewer.cli.main import run

if __name__ == "__main__":
    sys.argv.insert(1, "serve")
    run()
