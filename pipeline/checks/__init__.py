"""What `helder validate` looks at: one check a file, its path is its id. They read and never write."""
