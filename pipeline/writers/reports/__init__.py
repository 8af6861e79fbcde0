"""Reports of `helder validate`, one form a module, found by its `REPORT`."""
