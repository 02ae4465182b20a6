"""Redaction: words and regions of pictures that exist nowhere any more, now and after any later import."""
