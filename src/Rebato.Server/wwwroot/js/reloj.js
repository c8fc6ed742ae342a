// Keeps every countdown true between page loads. The server's clock rules: only the time since the page was
// made is taken from this computer, and from its steady clock, which nobody can set.
const clocks = [...document.querySelectorAll('[data-vence]')].map(element => ({
  element,
  left: Date.parse(element.dataset.vence) - Date.parse(element.dataset.ahora),
}));

function hours(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  return minutes < 60 ? `${minutes}\u00a0min` : `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, '0')}\u00a0min`;
}

function show() {
  for (const { element, left } of clocks) {
    const now = left - performance.now();
    const { quedan, vencido } = element.dataset;
    element.textContent = (now < 0 ? vencido : quedan).replace('{0}', hours(now));
  }
}

setInterval(show, 30000);
document.addEventListener('visibilitychange', () => document.hidden || show());
