// Two minutes before an idle session locks it says so; once locked it covers the page, but keeps what was typed.
const dialog = document.getElementById('sesion');
const part = name => dialog.querySelector(`[data-parte="${name}"]`);
const limit = dialog.dataset.segundos * 1000;
const warning = Math.min(120000, limit / 2);
const channel = 'BroadcastChannel' in window ? new BroadcastChannel('rb-sesion') : null;

// Every page of the session counts: the last sign of life in any tab is the one that matters.
let last = Date.now();
let lastAsked = last;
if (channel) channel.onmessage = () => {
  last = Date.now();
  if (!('bloqueada' in dialog.dataset)) dialog.close();
};

/** Asks the server for anything, which keeps the session; false when it is already gone. */
async function keep() {
  try {
    const response = await fetch(dialog.dataset.seguir, { credentials: 'same-origin', redirect: 'manual', cache: 'no-store' });
    if (!response.ok) return false;
  } catch {
    return false;
  }
  last = lastAsked = Date.now();
  channel?.postMessage('viva');
  return true;
}

function lock() {
  dialog.dataset.bloqueada = '';
  part('aviso').hidden = true;
  part('bloqueo').hidden = false;
  if (!dialog.open) dialog.showModal();
  part('bloqueo').querySelector('a').focus();
}

function unlock() {
  delete dialog.dataset.bloqueada;
  part('aviso').hidden = false;
  part('bloqueo').hidden = true;
  part('todavia').hidden = true;
  dialog.close();
}

function look() {
  if ('bloqueada' in dialog.dataset) return;
  const left = limit - (Date.now() - last);
  if (left <= 0) return lock();
  if (left <= warning) {
    if (!dialog.open) dialog.showModal();
    const seconds = Math.ceil(left / 1000);
    part('cuenta').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
}

// Typing is using: the server is told at most once a minute.
for (const kind of ['keydown', 'pointerdown'])
  document.addEventListener(kind, () => {
    if (dialog.open) return;
    last = Date.now();
    if (last - lastAsked > 60000) {
      lastAsked = last;
      keep();
    }
  }, { passive: true });

dialog.addEventListener('cancel', event => {
  event.preventDefault();
  if (!('bloqueada' in dialog.dataset)) part('seguir').click();
});
part('seguir').addEventListener('click', async () => await keep() ? dialog.close() : lock());
part('comprobar').addEventListener('click', async () => { if (await keep()) unlock(); else part('todavia').hidden = false; });
setInterval(look, 1000);
document.addEventListener('visibilitychange', () => document.hidden || look());
