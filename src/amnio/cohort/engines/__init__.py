"""Where counting happens: `in_memory` is the definition, `duckdb_engine` and `spark_engine` run the SQL text."""
