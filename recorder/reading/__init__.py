"""Words read from pixels, where a program tells nothing of its controls: the `ocr` extra."""
