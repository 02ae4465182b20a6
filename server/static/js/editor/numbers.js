// The numbers of a guide's steps, as the server counts them: 1, 2, 2.1, 3; only actions have one.
export function numbers({ kind, steps }) {
  const counts = [0, 0, 0];
  let above = -1; // no step stands more than one level below the one before it, whatever it says
  return steps.map((step) => {
    if (kind === "guideline" || step.kind !== "action") return "";
    above = Math.min(step.level, above + 1);
    counts[above] += 1;
    counts.fill(0, above + 1);
    return counts.slice(0, above + 1).join(".");
  });
}
