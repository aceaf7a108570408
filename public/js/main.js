// Enhancements of pages that work without them.
