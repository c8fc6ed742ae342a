// Bytes, text and hashes. Everything here refuses what is not in its one canonical spelling.

/** What is wrong with a file: the code of its sentence and the values it mentions. */
export class Malformed extends Error {
  constructor(code, ...values) {
    super(code);
    this.code = code;
    this.values = values;
  }
}

export const encode = text => new TextEncoder().encode(text);
export const decode = bytes => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
export const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
export const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function toBase64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The bytes, or null when it is not canonical base64. */
export function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  try {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return toBase64(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

const alphabet45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** Base45 of RFC 9285; null when it is not. */
export function fromBase45(text) {
  if (text.length % 3 === 1) return null;
  const bytes = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = Array.from(text.slice(at, at + 3), character => alphabet45.indexOf(character));
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (digits.includes(-1) || value > (digits.length === 3 ? 0xffff : 0xff)) return null;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return new Uint8Array(bytes);
}

/** ASCII decimals without leading zeroes up to 2^63-1, as a BigInt; null otherwise. */
export function fromDecimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) return null;
  const value = BigInt(text);
  return value < 1n << 63n ? value : null;
}

export const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

export async function hmac(key, bytes) {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytes));
}

/** Inflates a raw deflate stream, and gives up beyond the limit: what is small must not become huge. */
export async function inflate(blob, limit) {
  const reader = blob.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(...parts);
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

/** Reads a big-endian record field by field; throws Malformed with the code given and the name of the field. */
export class ByteReader {
  constructor(bytes, code) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.code = code;
    this.at = 0;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  fail(field) {
    throw new Malformed(this.code, field);
  }

  take(count, field) {
    if (count > this.left) this.fail(field);
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  u8(field) {
    return this.take(1, field)[0];
  }

  u16(field) {
    this.take(2, field);
    return this.view.getUint16(this.at - 2);
  }

  u32(field) {
    this.take(4, field);
    return this.view.getUint32(this.at - 4);
  }

  i64(field) {
    this.take(8, field);
    return this.view.getBigInt64(this.at - 8);
  }

  count(field) {
    const value = this.i64(field);
    return value < 0n ? this.fail(field) : value;
  }

  id(field) {
    return hex(this.take(16, field)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  text(field) {
    const bytes = this.take(this.u8(field), field);
    try {
      const text = decode(bytes);
      return /[\u0000-\u001f\u007f-\u009f]/.test(text) ? this.fail(field) : text;
    } catch {
      return this.fail(field);
    }
  }

  end(field) {
    if (this.left > 0) this.fail(field);
  }
}
