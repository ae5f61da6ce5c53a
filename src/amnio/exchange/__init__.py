"""Wire formats: what comes in becomes `clinic` types at the edge, and nothing else sees the format."""
