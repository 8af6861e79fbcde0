"""Runs the command line from a checkout: `python cli.py run`."""

from helder.commands import main

if __name__ == "__main__":
    main()
