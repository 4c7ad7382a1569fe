"""A party branch's report of its units' administrators (R28–R32), and what a supervisor does."""
