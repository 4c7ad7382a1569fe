"""What REST answers for our types."""
