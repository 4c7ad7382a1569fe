"""What the layers above agree on: the browser layer, errors and settings."""
