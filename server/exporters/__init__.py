"""A guide in other formats, one file each: every exporter takes values and returns text or bytes."""
