"""A made-up county for trying the system out: never part of an installation without demo data."""
