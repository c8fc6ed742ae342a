// A GET form that shows its results in place and keeps the address true; anything unexpected falls back to a plain submit.
import { fetchDocument } from './fragmento.js';

for (const form of document.querySelectorAll('form[data-filtros]')) {
  const results = () => document.getElementById(form.dataset.filtros);
  let running;

  form.addEventListener('submit', async event => {
    event.preventDefault();
    running?.abort();
    running = new AbortController();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''));
    const url = `${form.action.split('?')[0]}${query.size ? '?' : ''}${query}`;
    try {
      const fresh = (await fetchDocument(url, running.signal))?.getElementById(form.dataset.filtros);
      if (!fresh) throw new Error('no results in the answer');
      results().replaceWith(document.adoptNode(fresh));
      history.pushState(null, '', url);
      announce(results().querySelector('caption, .rb-vacio__titulo')?.textContent.trim() ?? '');
    } catch (error) {
      if (error.name !== 'AbortError') location.assign(url);
    }
  });
}

addEventListener('popstate', () => location.reload());

function announce(text) {
  let region = document.getElementById('rb-anuncio');
  if (!region) {
    region = document.createElement('p');
    region.id = 'rb-anuncio';
    region.className = 'rb-solo-pantalla-lectora';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = text;
}
