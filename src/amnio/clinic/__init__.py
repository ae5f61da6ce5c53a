"""What a pregnancy, a procedure, a finding and an outcome are: frozen types that refuse nonsense at birth."""
