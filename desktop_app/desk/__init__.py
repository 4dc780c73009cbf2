"""What an officer can do: one function per action. Window and terminal can do nothing else."""
