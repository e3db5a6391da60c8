"""Pages as files: what draws them, and a file format as an ink each."""
