"""`python -m bulletin`: the command line."""

from bulletin.cli import main

if __name__ == "__main__":
    main()
