// Asks a visitor for the name that their changes carry; gives back whether there is one now.
export async function askName() {
  const dialog = document.getElementById("your-name");
  if (!dialog) return false;
  dialog.returnValue = "";
  dialog.showModal();
  await new Promise((closed) => dialog.addEventListener("close", closed, { once: true }));
  if (dialog.returnValue !== "named") return false;
  const answer = await fetch("/api/name", {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name: dialog.querySelector("input").value }),
  });
  return answer.ok;
}
