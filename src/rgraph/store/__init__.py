"""Schema, writer, reader, lock and gc: the engine's only home."""
