"""What assessing gives, as frozen values: the verdict, its numbers, the voices, the progress."""
