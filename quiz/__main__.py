"""`python -m quiz` is `quiz`."""

from quiz.cli.main import main

if __name__ == "__main__":
    main()
