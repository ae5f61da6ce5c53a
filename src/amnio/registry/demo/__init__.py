"""A made-up unit: practice from `practice.toml`, losses and results from the pregnancy model, names from nowhere."""
