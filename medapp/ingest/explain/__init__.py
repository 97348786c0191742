"""Pictures that show why a file was read so."""
