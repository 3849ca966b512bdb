"""The page: ``python app.py`` does what ``viva serve`` does."""

import sys

from interviewer.cli.main import run_with

if __name__ == "__main__":
    sys.exit(run_with(["serve", *sys.argv[1:]]))
