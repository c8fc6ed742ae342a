// Receipts: the file form (C2SP tlog-proof), the QR form, and what is checked of both.
import { ByteReader, Malformed, concat, decode, encode, fromBase45, fromBase64, fromDecimal, hex, hmac, inflate, same, sha256, toBase64 } from './bytes.js';
import { Findings, checkHead } from './findings.js';
import { makeKey, parseCheckpoint } from './note.js';

const header = 'c2sp.org/tlog-proof@v1\n';
const longestPayload = 1024 * 1024;
const earliest = -62135596800000000n, latest = 253402300799999999n;

/** ISO 8601 in UTC, with microseconds only when there are any. */
export function instant(micros) {
  const seconds = micros / 1000000n - (micros % 1000000n < 0n ? 1n : 0n);
  const rest = micros - seconds * 1000000n;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return rest === 0n ? `${whole}Z` : `${whole}.${String(rest).padStart(6, '0')}Z`;
}

export async function parseLeaf(record) {
  const reader = new ByteReader(record, 'ledger.leaf.field');
  if (record.length < 4 || hex(reader.take(4, 'magic')) !== '52425431') reader.fail('magic');
  const leaf = {
    log: reader.id('log'), seq: reader.count('seq'), event: reader.id('event'), at: reader.i64('at'), boot: reader.i64('boot'),
    subject: reader.id('subject'), actor: reader.id('actor'), type: reader.text('type'), article: reader.text('article'),
    commitment: reader.take(32, 'commitment'), changes: reader.take(32, 'changes'),
  };
  if (leaf.at < earliest || leaf.at > latest) reader.fail('at');
  if (!/^[!-~]{1,64}$/.test(leaf.type)) reader.fail('type');
  reader.end('end');
  leaf.record = record;
  leaf.hash = await sha256(concat(new Uint8Array([0]), record));
  return leaf;
}

async function readExtra(reader) {
  const record = reader.take(reader.u16('leaf'), 'leaf');
  const number = reader.text('number'), town = reader.text('town'), name = reader.text('key'), algorithm = reader.u8('key');
  const publicKey = reader.take(reader.u16('key'), 'key');
  const disclosed = reader.u8('disclosed');
  let salt = null, payload = null;
  if (disclosed === 1) {
    salt = reader.take(32, 'salt');
    const length = reader.u32('payload');
    payload = length > longestPayload ? reader.fail('payload') : reader.take(length, 'payload');
  } else if (disclosed !== 0) {
    reader.fail('disclosed');
  }
  const key = await makeKey(name, algorithm, publicKey);
  if (!key) reader.fail('key');
  return { leaf: await parseLeaf(record), number, town, key, salt, payload };
}

const lineOf = at => new Malformed('ledger.receipt.line', 'line', at);

export async function parseReceipt(bytes) {
  const file = new TextDecoder('latin1').decode(bytes);
  const blank = file.indexOf('\n\n');
  if (!file.startsWith(header) || blank < 0) throw new Malformed('ledger.receipt.header');
  const [extra, index, ...hashes] = file.slice(header.length, Math.max(header.length, blank)).split('\n');
  const fields = extra.startsWith('extra ') ? fromBase64(extra.slice(6)) : null;
  if (!fields || index === undefined) throw lineOf(2);
  const place = index.startsWith('index ') ? fromDecimal(index.slice(6)) : null;
  if (place === null) throw lineOf(3);
  if (hashes.length > 63) throw lineOf(67);
  const path = hashes.map((line, at) => {
    const hash = fromBase64(line);
    if (!hash || hash.length !== 32) throw lineOf(4 + at);
    return hash;
  });
  const reader = new ByteReader(fields, 'ledger.receipt.field');
  if (fields.length < 4 || hex(reader.take(4, 'magic')) !== '52425831') reader.fail('magic');
  const receipt = await readExtra(reader);
  reader.end('end');
  return { ...receipt, index: place, path, head: parseCheckpoint(bytes.subarray(blank + 2)) };
}

export async function parseQr(text) {
  const trimmed = text.replace(/^[\r\n]+|[\r\n]+$/g, '');
  const deflated = trimmed.startsWith('RBT1:') ? fromBase45(trimmed.slice(5)) : null;
  let binary = null;
  try {
    binary = deflated && await inflate(new Blob([deflated]), 64 * 1024);
  } catch {
    // What does not inflate was mistyped or cut.
  }
  if (!binary) throw new Malformed('ledger.qr.text');
  const reader = new ByteReader(binary, 'ledger.receipt.field');
  const receipt = await readExtra(reader);
  const index = reader.count('index');
  const path = Array.from({ length: reader.u8('path') }, () => reader.take(32, 'path'));
  let note = `${reader.text('origin')}\n${reader.count('size')}\n${toBase64(reader.take(32, 'root'))}\n\n`;
  for (let left = Math.min(reader.u8('signatures'), 16); left > 0; left--) {
    const name = reader.text('signature'), id = reader.take(4, 'signature');
    note += `— ${name} ${toBase64(concat(id, reader.take(reader.u8('signature'), 'signature')))}\n`;
  }
  reader.end('end');
  return { ...receipt, index, path, head: parseCheckpoint(encode(note)) };
}

/** RFC 9162 §2.1.3.2: the root the leaf and the path lead to; null when the path does not fit. */
export async function rootOf(leafHash, index, size, path) {
  if (index >= size) return null;
  let node = index, last = size - 1n, hash = leafHash;
  for (const sibling of path) {
    if (last === 0n) return null;
    const right = (node & 1n) === 1n || node === last;
    hash = await sha256(right ? concat(new Uint8Array([1]), sibling, hash) : concat(new Uint8Array([1]), hash, sibling));
    if (right) {
      while ((node & 1n) === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n ? hash : null;
}

export async function verifyReceipt(receipt, trusted, kind) {
  const findings = new Findings();
  findings.pass('format');
  await checkHead(findings, receipt.head, trusted, receipt.key);
  await checkAct(findings, receipt);
  const { leaf } = receipt;
  findings.tell('type', leaf.type, true);
  findings.tell('at', instant(leaf.at), true);
  findings.tell('article', leaf.article, true);
  findings.tell('event', leaf.event, true);
  findings.tell('index', receipt.index, true);
  return findings.verdict(kind);
}

/** What is the receipt's own: place, inclusion, payload, and the facts only the payload can prove. */
export async function checkAct(findings, receipt) {
  const { leaf, head, index, path } = receipt;
  if (index !== leaf.seq) findings.fail('position', 'failed', leaf.seq, index);
  else findings.pass('position', index);
  const root = await rootOf(leaf.hash, index, head.size, path);
  if (!root) findings.fail('inclusion', 'shape', index, head.size, path.length);
  else if (!same(root, head.root)) findings.fail('inclusion', 'failed', toBase64(root), toBase64(head.root));
  else findings.pass('inclusion', index, head.size);
  if (receipt.payload) {
    const computed = await hmac(receipt.salt, receipt.payload);
    if (same(computed, leaf.commitment)) findings.pass('payload', receipt.payload.length);
    else findings.fail('payload', 'failed', hex(computed), hex(leaf.commitment));
  } else {
    findings.skip('payload', 'withheld');
  }
  for (const name of ['number', 'town']) {
    const proven = receipt.payload ? member(receipt.payload, name) : null;
    findings.tell(name, receipt[name], proven === receipt[name]);
    if (proven === null) findings.skip(name, 'unproven', receipt[name]);
    else if (proven === receipt[name]) findings.pass(name, proven);
    else findings.fail(name, 'failed', receipt[name], proven);
  }
}

function member(payload, name) {
  try {
    const json = JSON.parse(decode(payload));
    return json && !Array.isArray(json) && typeof json[name] === 'string' ? json[name] : null;
  } catch {
    return null;
  }
}
