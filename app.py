"""Starts the page: ``python app.py`` does the same as ``viva serve``."""

import sys

from interviewer.cli.main import run_with

if __name__ == "__main__":
    sys.exit(run_with(["serve", *sys.argv[1:]]))
