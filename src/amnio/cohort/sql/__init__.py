"""A definition as one SQL text in the dialect of DuckDB; `engines.spark` has sqlglot write the same for Spark."""
