// A passkey: asks the server what to sign, the browser's own dialogue to sign it, and sends the answer as a form.
const form = document.querySelector('[data-llave]');
const failed = form.querySelector('[data-parte="fallo"]');

async function ask() {
  const response = await fetch(form.dataset.opciones, { method: 'POST', body: new FormData(form), credentials: 'same-origin' });
  if (!response.ok) throw new Error(response.statusText);
  const options = await response.json();
  const credential = form.dataset.llave === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return JSON.stringify(credential.toJSON());
}

form.addEventListener('submit', async event => {
  const answer = form.querySelector('[name="Answer"]');
  if (answer.value) return;
  event.preventDefault();
  failed.hidden = true;
  try {
    answer.value = await ask();
    form.submit();
  } catch {
    failed.hidden = false;
  }
});
