"""Everything that changes the library: publishing, filing of files, and reading."""
