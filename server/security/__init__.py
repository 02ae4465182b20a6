"""What keeps other sites' pages out of the knowledge base: pure decisions and one middleware."""
