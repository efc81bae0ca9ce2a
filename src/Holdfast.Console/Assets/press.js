// A press belongs to what it began on. Leaving a field may put a message on the page or take one away while the button is down; without this the release would be beside it, and there would be no click.
// Whoever pulls away from it means not to press.
const farthest = 12;
let pressed = null;

document.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType !== "mouse") return;
    const target = event.target.closest?.("a, button, input, textarea, select, summary, label");
    if (!target?.matches("button, a.button, summary, label, input[type=checkbox], input[type=radio]")) return;
    pressed = { target, x: event.clientX, y: event.clientY };
    target.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
    if (!pressed || Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= farthest) return;
    if (pressed.target.hasPointerCapture(event.pointerId)) pressed.target.releasePointerCapture(event.pointerId);
    pressed = null;
});

document.addEventListener("pointerup", () => pressed = null);
