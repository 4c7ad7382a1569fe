"""The six types: schemas, thin classes, their catalog and their dynamic roles."""
