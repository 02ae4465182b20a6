// The numbers of a guide's steps, as the server counts them: 1, 2, 2.1, 3; only actions have one.
export function numbers({ kind, steps }) {
  const counts = [0, 0, 0];
  return steps.map((step) => {
    if (kind === "guideline" || step.kind !== "action") return "";
    counts[step.level] += 1;
    counts.fill(0, step.level + 1);
    return counts.slice(0, step.level + 1).map((count) => Math.max(1, count)).join(".");
  });
}
