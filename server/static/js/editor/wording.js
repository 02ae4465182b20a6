// Captions without their Markdown, for lists and announcements.
export function plain(markdown) {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(\*\*|`)(.+?)\1/g, "$2")
    .replace(/\\([\\*`[\]])/g, "$1");
}
