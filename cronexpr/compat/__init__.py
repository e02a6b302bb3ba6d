"""The names of other libraries, on this package's engine: one module for each, imported by its own name."""
