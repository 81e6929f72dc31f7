"""What stands before and after the discussion: summary, closing, agreement, rounds, audit."""
