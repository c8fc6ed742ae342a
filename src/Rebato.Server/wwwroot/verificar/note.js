// C2SP signed-note, tlog-checkpoint and tlog-cosignature: reading them and checking their signatures.
import { Malformed, concat, decode, encode, fromBase64, fromDecimal, hex, sha256, toBase64 } from './bytes.js';

export const ed25519 = 1, cosignature = 4, cosignatureMlDsa = 6;
const keyLengths = { [ed25519]: 32, [cosignature]: 32, [cosignatureMlDsa]: 1312 };
const longestNote = 512 * 1024;

const isName = name => name.length > 0 && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);

/** A public key; null when name, algorithm or length are not known ones. */
export async function makeKey(name, algorithm, publicKey) {
  if (!isName(name) || keyLengths[algorithm] !== publicKey.length) return null;
  const identity = await sha256(concat(encode(`${name}\n`), new Uint8Array([algorithm]), publicKey));
  const fingerprint = hex(identity).toUpperCase().match(/.{4}/g).join(' ');
  return { name, algorithm, publicKey, id: hex(identity.subarray(0, 4)), fingerprint };
}

/** Reads name+id+base64; null when it is mistyped. */
export async function parseKey(text) {
  const parts = text.trim().match(/^([^+]+)\+([0-9a-f]{8})\+(.+)$/s);
  const bytes = parts && fromBase64(parts[3]);
  const key = bytes && bytes.length > 0 ? await makeKey(parts[1], bytes[0], bytes.subarray(1)) : null;
  return key && key.id === parts[2] ? key : null;
}

export const sameKey = (a, b) => a.name === b.name && a.id === b.id && toBase64(a.publicKey) === toBase64(b.publicKey);

function parseSignature(line) {
  const parts = line.match(/^— ([^ ]+) (.+)$/s);
  const bytes = parts && isName(parts[1]) ? fromBase64(parts[2]) : null;
  if (!bytes || bytes.length < 5) return null;
  return { name: parts[1], id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

export function parseNote(bytes) {
  if (bytes.length > longestNote) throw new Malformed('ledger.note.tooLong', longestNote);
  let note;
  try {
    note = decode(bytes);
  } catch {
    throw new Malformed('ledger.note.encoding');
  }
  if (/[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new Malformed('ledger.note.encoding');
  const blank = note.lastIndexOf('\n\n');
  if (blank < 1 || blank + 2 === note.length) throw new Malformed('ledger.note.noSignatures');
  if (!note.endsWith('\n')) throw new Malformed('ledger.note.lastLine');
  const text = note.slice(0, blank + 1);
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > 64) throw new Malformed('ledger.note.tooMany', 64);
  const signatures = lines.map((line, at) => {
    const signature = parseSignature(line);
    if (!signature) throw new Malformed('ledger.note.signatureLine', 'line', text.split('\n').length + 1 + at);
    return signature;
  });
  return { text, signatures, whole: note };
}

export function parseCheckpoint(bytes) {
  const note = parseNote(bytes);
  const lines = note.text.split('\n');
  if (lines.length !== 4) throw new Malformed('ledger.checkpoint.lines');
  const [origin, size, root] = lines;
  if (origin.length === 0 || /[\u0000-\u001f\u007f-\u009f]/.test(origin)) throw new Malformed('ledger.checkpoint.origin');
  if (fromDecimal(size) === null) throw new Malformed('ledger.checkpoint.size');
  const hash = fromBase64(root);
  if (!hash || hash.length !== 32) throw new Malformed('ledger.checkpoint.root');
  return { origin, size: fromDecimal(size), root: hash, note };
}

export const madeBy = (signature, key) => signature.name === key.name && signature.id === key.id;

/** 'passed', 'failed', 'absent' or 'unsupported': what a key says of a note. */
export async function checkNote(note, key) {
  const own = note.signatures.filter(signature => madeBy(signature, key));
  if (own.length === 0) return 'absent';
  if (key.algorithm === cosignatureMlDsa) return 'unsupported';
  let imported;
  try {
    imported = await crypto.subtle.importKey('raw', key.publicKey, { name: 'Ed25519' }, false, ['verify']);
  } catch (error) {
    return error.name === 'NotSupportedError' ? 'unsupported' : 'failed';
  }
  for (const signature of own) {
    const time = timeOf(signature, key);
    const message = time === null ? note.text : `cosignature/v1\ntime ${time}\n${note.text}`;
    const bare = time === null ? signature.bytes : signature.bytes.subarray(8);
    if (bare.length !== 64 || !await crypto.subtle.verify({ name: 'Ed25519' }, imported, bare, encode(message))) return 'failed';
  }
  return 'passed';
}

/** The seconds a cosignature says, as a BigInt; null for a plain signature. */
export function timeOf(signature, key) {
  if (key.algorithm === ed25519 || signature.bytes.length < 8) return null;
  return new DataView(signature.bytes.buffer, signature.bytes.byteOffset).getBigInt64(0);
}
