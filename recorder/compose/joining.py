"""The caption of two steps that were made one: "Fill in **Note**, then click **Save**"."""

from recorder.compose.captions import caption_for
from recorder.compose.phrases import phrases
from recorder.document.guide import Step


def joined_caption(first: Step, second: Step, language: str) -> str:
    """Return the words of both steps in one sentence."""
    words = second.caption
    if phrases(language).language == "en" or words == caption_for(second, language):
        words = _begun_small(words)
    return phrases(language).say(
        "{first}, then {second}", first=first.caption.rstrip(" .;,"), second=words.rstrip(" .;,")
    )


def _begun_small(words: str) -> str:
    """Return a sentence as it goes on after a comma; a word in capitals, as a name's first, keeps them."""
    beginning = words.split(maxsplit=1)[0] if words.strip() else ""
    is_name = not beginning.isalpha() or (len(beginning) > 1 and beginning.isupper())
    return words if is_name else words[:1].lower() + words[1:]
