"""The compiler's word: indexes that rust-analyzer makes (LSIF, SCIP), read, held beside the graph, and written."""
