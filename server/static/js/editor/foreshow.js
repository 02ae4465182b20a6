// What can be shown of a step before the server has said how it looks: its kind and its level. Its words show
// themselves as the store has them.
export function foreshow(item, step) {
  Object.assign(item.dataset, { kind: step.kind, level: step.level });
  item.className = item.className
    .replace(/\bstep-(action|note|heading|result)\b/, `step-${step.kind}`)
    .replace(/\bstep-level-\d\b/, `step-level-${step.level}`);
}
