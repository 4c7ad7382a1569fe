"""The five types: schemas, thin classes, their catalog and their dynamic roles."""
