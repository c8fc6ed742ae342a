// The page: takes a file or the text of a QR code, and shows the verdict. It builds nodes and never markup.
import { Malformed, decode } from './bytes.js';
import { Findings, checkHead } from './findings.js';
import { parseCheckpoint, parseKey } from './note.js';
import { verifyPack } from './pack.js';
import { parseQr, parseReceipt, verifyReceipt } from './receipt.js';
import { texts } from './texts.js';

const byId = id => document.getElementById(id);
let language = 0; // 0 Spanish, 1 English
let shown = null; // what to show again when the language changes

function say(code, values = []) {
  const text = texts[code]?.[language] ?? code;
  return text.replace(/\{(\d)\}/g, (_, at) => printable(values[at] ?? ''));
}

/** What the file says, without the characters that would hide or turn around what is shown. */
const printable = value => String(value).replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd');

function node(name, text, className) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (className) element.className = className;
  return element;
}

/** Recognises a file by its content; a Malformed is thrown when it is none this page knows. */
export async function verifyBlob(blob, trusted) {
  const start = new Uint8Array(await blob.slice(0, 4).arrayBuffer());
  if (start.length === 4 && start.every((byte, at) => byte === [0x50, 0x4b, 3, 4][at])) {
    const verdict = await verifyPack(blob, trusted);
    if (!verdict) throw new Malformed('ledger.file.otherZip');
    return verdict;
  }
  if (blob.size > 2 * 1024 * 1024) throw new Malformed('ledger.file.unknown');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  try {
    if (text.startsWith('c2sp.org/tlog-proof@')) return await verifyReceipt(await parseReceipt(bytes), trusted, 'receipt');
    if (/^[\r\n]*RBT1:/.test(text)) return await verifyReceipt(await parseQr(decode(bytes)), trusted, 'receiptQr');
    if (!text.includes('\n\n— ')) throw new Malformed('ledger.file.unknown');
    const head = parseCheckpoint(bytes);
    if (trusted.length === 0) throw new Malformed('ledger.file.keyNeeded', head.origin);
    const findings = new Findings();
    findings.pass('format');
    await checkHead(findings, head, trusted, null);
    return findings.verdict(head.note.signatures.length > 1 ? 'cosignedCheckpoint' : 'checkpoint');
  } catch (error) {
    if (!(error instanceof Malformed) || error.code.startsWith('ledger.file.')) throw error;
    const findings = new Findings();
    findings.unreadable(error);
    return findings.verdict(text.startsWith('c2sp') ? 'receipt' : 'receiptQr');
  }
}

async function trustedKeys() {
  const lines = byId('keys').value.split('\n').map((line, at) => ({ text: line.trim(), number: at + 1 })).filter(line => line.text && line.text[0] !== '#');
  const keys = [];
  for (const line of lines) {
    const key = await parseKey(line.text);
    if (!key) throw new Malformed('page.badKey', line.number);
    keys.push(key);
  }
  return keys;
}

async function verifyChosen(blob) {
  show({ message: 'page.working' });
  try {
    if (!globalThis.crypto?.subtle) throw new Malformed('page.noCrypto');
    if (!blob) throw new Malformed('page.nothing');
    show({ verdict: await verifyBlob(blob, await trustedKeys()) });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    show({ message: error.code, values: error.values });
  }
}

function show(result) {
  shown = result;
  const place = byId('outcome');
  place.replaceChildren();
  if (!result) return;
  if (result.message) {
    place.append(node('p', say(result.message, result.values), 'message'));
    return;
  }
  const { verdict } = result;
  const box = node('div', undefined, `box ${verdict.outcome}`);
  box.append(node('p', `${say(`kind.${verdict.kind}`)}: ${say(`page.${verdict.outcome}`)}`, 'outcome'));
  for (const check of verdict.checks.filter(check => check.state === 'failed')) box.append(node('p', say(check.code, check.values)));
  place.append(box);
  for (const warning of verdict.warnings) place.append(node('p', say(warning.code, warning.values), 'warning'));
  place.append(node('h3', say('page.checks')), list(verdict.checks));
  if (verdict.facts.length > 0) place.append(node('h3', say('page.says')), facts(verdict.facts));
}

function list(checks) {
  const items = node('ul', undefined, 'checks');
  for (const check of checks) {
    const item = node('li', undefined, check.state);
    item.dataset.code = check.code;
    item.append(node('strong', say(`cli.${check.state}`)), ' ', say(check.code, check.values));
    items.append(item);
  }
  return items;
}

function facts(told) {
  const pairs = node('dl');
  for (const fact of told.filter(fact => fact.value)) {
    pairs.append(node('dt', say(`fact.${fact.name}`)), node('dd', printable(fact.value) + (fact.proven ? '' : ` ${say('cli.unproven')}`)));
  }
  return pairs;
}

function translate() {
  document.documentElement.lang = language === 0 ? 'es' : 'en';
  document.title = say('page.title');
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = say(element.dataset.text);
  byId('language').lang = language === 0 ? 'en' : 'es';
  show(shown);
}

byId('language').addEventListener('click', () => {
  language = 1 - language;
  translate();
});
byId('form').addEventListener('submit', event => {
  event.preventDefault();
  const text = byId('qr').value;
  verifyChosen(byId('file').files[0] ?? (text.trim() ? new Blob([text]) : null));
});
byId('file').addEventListener('change', () => verifyChosen(byId('file').files[0]));
byId('drop').addEventListener('dragover', event => event.preventDefault());
byId('drop').addEventListener('drop', event => {
  event.preventDefault();
  verifyChosen(event.dataTransfer.files[0]);
});
translate();
