"""`python -m cnvn` is the same as `cnvn`."""

import sys

from cnvn.cli import main

if __name__ == "__main__":
    sys.exit(main())
