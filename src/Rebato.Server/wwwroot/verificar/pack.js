// Evidence packs: reading the ZIP, and checking it file by file against its signed index.
import { Malformed, concat, decode, hex, inflate, same, sha256, toBase64 } from './bytes.js';
import { Findings, checkHead } from './findings.js';
import { checkNote, parseCheckpoint, parseKey, parseNote } from './note.js';
import { checkAct, instant, parseReceipt } from './receipt.js';

const largest = 512 * 1024 * 1024;
const damaged = () => new Malformed('format.damaged');

/** The files by path, and the paths that come twice. */
async function openZip(blob) {
  const tail = new Uint8Array(await blob.slice(Math.max(0, blob.size - 65557)).arrayBuffer());
  let end = tail.length - 22;
  while (end >= 0 && hex(tail.subarray(end, end + 4)) !== '504b0506') end--;
  if (end < 0) throw damaged();
  const last = new DataView(tail.buffer, end);
  const [size, start] = [last.getUint32(12, true), last.getUint32(16, true)];
  if (start === 0xffffffff || start + size > blob.size) throw damaged();
  const directory = new Uint8Array(await blob.slice(start, start + size).arrayBuffer());
  const view = new DataView(directory.buffer);
  const files = new Map(), twice = new Set();
  for (let at = 0; at + 46 <= size;) {
    if (view.getUint32(at, true) !== 0x02014b50) throw damaged();
    const [name, extra, comment] = [28, 30, 32].map(offset => view.getUint16(at + offset, true));
    const path = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + name));
    const entry = { method: view.getUint16(at + 10, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), start: view.getUint32(at + 42, true) };
    if (files.has(path)) twice.add(path);
    if (!path.endsWith('/')) files.set(path, entry);
    at += 46 + name + extra + comment;
  }
  for (const path of twice) files.delete(path);
  return { blob, files, twice };
}

/** The bytes of a file; null when it is not there or longer than the limit. */
async function read(zip, path, limit) {
  const entry = zip.files.get(path);
  if (!entry || entry.size > limit) return null;
  const local = new DataView(await zip.blob.slice(entry.start, entry.start + 30).arrayBuffer());
  if (local.byteLength < 30 || local.getUint32(0, true) !== 0x04034b50) throw damaged();
  const start = entry.start + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const packed = zip.blob.slice(start, start + entry.packed);
  if (packed.size !== entry.packed) throw damaged();
  if (entry.method === 0) return entry.packed <= limit ? new Uint8Array(await packed.arrayBuffer()) : null;
  if (entry.method !== 8) throw damaged();
  try {
    return await inflate(packed, limit);
  } catch {
    throw damaged();
  }
}

function parseIndex(json) {
  try {
    const index = JSON.parse(decode(json));
    const texts = (item, ...names) => names.every(name => typeof item[name] === 'string');
    const whole = index.format === 'rebato.pack/v1' && texts(index, 'at', 'origin', 'subject')
      && index.files.every(file => texts(file, 'path', 'sha256') && Number.isSafeInteger(file.size))
      && index.missing.every(item => texts(item, 'path', 'reason'));
    return whole ? index : null;
  } catch {
    return null;
  }
}

/** Null when it is a ZIP of something else. */
export async function verifyPack(blob, trusted) {
  const findings = new Findings();
  try {
    const zip = await openZip(blob);
    if (!zip.files.has('index.json') && !zip.files.has('index.note')) return null;
    for (const path of zip.twice) findings.fail('file', 'twice', path);
    await run(findings, zip, trusted);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    findings.unreadable(error);
  }
  return findings.verdict('pack');
}

async function run(findings, zip, trusted) {
  const json = await read(zip, 'index.json', 64 * 1024 * 1024);
  const index = json && parseIndex(json);
  if (!index) {
    findings.fail('format', 'index');
    return;
  }
  findings.pass('format');
  findings.tell('subject', index.subject, true);
  findings.tell('made', index.at, true);
  const head = parseCheckpoint(await read(zip, 'ledger/checkpoint.txt', 512 * 1024) ?? new Uint8Array());
  if (head.origin !== index.origin) throw new Malformed('ledger.checkpoint.otherLog', index.origin, head.origin);
  const enclosed = await read(zip, 'ledger/key.txt', 64 * 1024);
  const keys = await checkHead(findings, head, trusted, enclosed ? await parseKey(new TextDecoder().decode(enclosed)) : null);
  await checkIndex(findings, zip, index, json, keys);
  await checkFiles(findings, zip, index);
  await checkLedger(findings, zip, index, head);
  for (const item of index.missing) findings.warn('warning.missing', item.path, item.reason);
}

async function checkIndex(findings, zip, index, json, keys) {
  if (keys.length === 0) {
    findings.skip('index', 'noKey');
    return;
  }
  let note;
  try {
    note = parseNote(await read(zip, 'index.note', 512 * 1024) ?? new Uint8Array());
  } catch {
    findings.fail('index', 'absent');
    return;
  }
  const states = await Promise.all(keys.map(key => checkNote(note, key)));
  const text = `${index.format}\nlog ${index.origin}\nindex ${toBase64(await sha256(json))}\nat ${index.at}\n`;
  if (states.includes('failed') || states.every(state => state === 'absent')) findings.fail('index', 'signature', index.origin);
  else if (!states.includes('passed')) findings.skip('index', 'unsupported');
  else if (note.text !== text) findings.fail('index', 'failed');
  else findings.pass('index', index.origin);
}

async function checkFiles(findings, zip, index) {
  const before = findings.checks.length;
  for (const file of index.files) {
    if (!zip.files.has(file.path)) {
      findings.fail('file', 'missing', file.path);
    } else if (file.size > largest) {
      findings.skip('file', 'tooBig', file.path);
    } else {
      const bytes = await read(zip, file.path, file.size);
      if (!bytes || bytes.length !== file.size || hex(await sha256(bytes)) !== file.sha256) findings.fail('file', 'changed', file.path);
    }
  }
  const known = new Set(['index.json', 'index.note', ...index.files.map(file => file.path)]);
  for (const path of [...zip.files.keys()].filter(path => !known.has(path)).sort()) findings.fail('file', 'added', path);
  if (findings.checks.length === before) findings.pass('file', index.files.length);
}

async function checkLedger(findings, zip, index, head) {
  const leaves = [];
  const before = findings.checks.length;
  for (const { path } of index.files.filter(file => file.path.startsWith('ledger/receipts/'))) {
    const bytes = await read(zip, path, 2 * 1024 * 1024);
    if (!bytes) continue; // named already as a missing or changed file
    for (const failure of await failuresOf(bytes, head, leaves)) findings.fail('receipt', 'failed', path, failure);
  }
  if (findings.checks.length === before) findings.pass('receipt', leaves.length);

  const bundle = concat(...leaves.flatMap(leaf => [new Uint8Array([leaf.record.length >> 8, leaf.record.length & 0xff]), leaf.record]));
  const found = await read(zip, 'ledger/leaves.bin', 64 * 1024 * 1024);
  if (found && same(found, bundle)) findings.pass('leaves', leaves.length);
  else findings.fail('leaves', 'failed', 'ledger/leaves.bin');

  checkTimeline(findings, await read(zip, 'timeline.json', 64 * 1024 * 1024), leaves);
}

async function failuresOf(bytes, head, leaves) {
  let receipt;
  try {
    receipt = await parseReceipt(bytes);
  } catch {
    return ['format'];
  }
  leaves.push(receipt.leaf);
  if (receipt.head.note.whole !== head.note.whole) return ['checkpoint'];
  const own = new Findings();
  await checkAct(own, receipt);
  return own.checks.filter(check => check.state === 'failed').map(check => check.name);
}

function checkTimeline(findings, json, leaves) {
  let moments;
  try {
    moments = JSON.parse(decode(json));
  } catch {
    moments = null;
  }
  if (!Array.isArray(moments)) {
    findings.fail('timeline', 'failed', '-');
    return;
  }
  if (moments.length !== leaves.length) {
    findings.fail('timeline', 'length', moments.length, leaves.length);
    return;
  }
  const wrong = leaves.find((leaf, at) => {
    const moment = moments[at] ?? {};
    return moment.article !== leaf.article || moment.at !== instant(leaf.at) || moment.event !== leaf.event
      || BigInt(Number.isSafeInteger(moment.seq) ? moment.seq : -1) !== leaf.seq || moment.type !== leaf.type;
  });
  if (wrong) findings.fail('timeline', 'failed', wrong.seq);
  else findings.pass('timeline', moments.length);
}
