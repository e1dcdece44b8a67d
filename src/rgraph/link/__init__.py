"""Names to items: module tree, scopes, imports, types; edges out."""
