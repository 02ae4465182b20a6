// What the small shop remembers between its pages, and what is on sale in it.
export const goods = [
  { id: "rucksack", name: "Canvas rucksack", price: 64, stock: true, sale: true },
  { id: "bottle", name: "Steel bottle", price: 19.5, stock: true, sale: false },
  { id: "tent", name: "Ridge tent", price: 189, stock: false, sale: true },
  { id: "boots", name: "Walking boots", price: 112, stock: true, sale: false },
  { id: "lamp", name: "Head lamp", price: 27, stock: true, sale: true },
  { id: "stove", name: "Camping stove", price: 45, stock: false, sale: false },
];

export const cart = JSON.parse(localStorage.getItem("cart") ?? "[]");

export function keep() {
  localStorage.setItem("cart", JSON.stringify(cart));
  const link = document.querySelector("#cart");
  if (link) link.title = `${cart.length} in it`;
}

export const money = (amount) => `€ ${amount.toFixed(2)}`;
