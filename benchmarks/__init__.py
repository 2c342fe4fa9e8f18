"""Every budget of the program, measured beside a floor in the same run."""
