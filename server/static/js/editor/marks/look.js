// How marks look: the very numbers that Pillow draws by, handed over by the server with the page.
export const look = {};

export function setLook(numbers) {
  Object.assign(look, numbers);
}

// A token's colour with its halo and the ink that can be read on it; orange unless a known token says otherwise.
export function coloursOf(token) {
  return look.colours[token] ?? look.colours[look.default];
}

export const fillOf = (token) => rgb(coloursOf(token).fill);
export const haloOf = (token) => rgb(coloursOf(token).halo);
export const inkOn = (token) => rgb(coloursOf(token).ink);
export const rgb = ([red, green, blue]) => `rgb(${red} ${green} ${blue})`;
