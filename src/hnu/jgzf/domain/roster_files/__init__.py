"""Master data as files: what the sheets are called, reading them into plain rows, writing them."""
