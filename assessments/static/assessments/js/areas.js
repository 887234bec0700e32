// Clicks on the picture of a question write the numbers of an area; typing them does the same.

const share = (at, from, size) => Math.min(1000, Math.max(0, Math.round((1000 * (at - from)) / size)));

// What the field of an area says after one more click at [x, y] (permille of width and height).
export function grown(text, shape, [x, y], tall) {
  const points = text.split(/[\s,;]+/).filter(Boolean).map(Number);
  if (shape === "polygon") return [...points, x, y];
  if (points.length !== 2) return [x, y];
  const [left, top] = points;
  if (shape === "circle") return [left, top, Math.round(Math.hypot(x - left, (y - top) * tall))];
  return [Math.min(left, x), Math.min(top, y), Math.max(left, x), Math.max(top, y)];
}

function start(place) {
  const form = place.closest("form");
  const fields = [...form.querySelectorAll("[name^=points_]")];
  let field = fields.find((one) => !one.value) ?? fields[0];
  form.addEventListener("focusin", ({ target }) => {
    const row = target.name?.match(/_(\d+)$/)?.[1];
    if (row) field = form.elements[`points_${row}`] ?? field;
  });
  place.addEventListener("click", ({ clientX, clientY }) => {
    const box = place.getBoundingClientRect();
    const at = [share(clientX, box.left, box.width), share(clientY, box.top, box.height)];
    const shape = form.elements[field.name.replace("points", "shape")].value;
    field.value = grown(field.value, shape, at, box.height / box.width).join(", ");
    draw(place, shape, field.value.split(", ").map(Number), box.height / box.width);
  });
}

// The area of the field as it stands now; the server draws all of them in the preview.
function draw(place, shape, points, tall) {
  const [x, y, a, b] = points;
  const paths = {
    rect: () => `M${x} ${y * tall}H${a}V${b * tall}H${x}Z`,
    circle: () => `M${x - a} ${y * tall}a${a} ${a} 0 1 0 ${2 * a} 0a${a} ${a} 0 1 0 ${-2 * a} 0Z`,
    polygon: () => `M${points.map((value, n) => (n % 2 ? value * tall : value)).join(" ")}Z`,
  };
  const dot = `M${x - 6} ${y * tall}h12M${x} ${y * tall - 6}v12`;
  place.querySelector("[data-drawing]").setAttribute("d", points.length < 3 ? dot : paths[shape]());
}

if (typeof document !== "undefined") document.querySelectorAll("[data-areas]").forEach(start);
