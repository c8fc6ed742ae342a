// Collects checks on the way to a verdict, with the same names and codes as the command `rebato verify`.
import { checkNote, cosignature, madeBy, sameKey, timeOf } from './note.js';

export class Findings {
  checks = [];
  warnings = [];
  facts = [];

  add(name, state, code, values) {
    this.checks.push({ name, state, code, values });
  }

  pass(name, ...values) {
    this.add(name, 'passed', `${name}.passed`, values);
  }

  fail(name, reason, ...values) {
    this.add(name, 'failed', `${name}.${reason}`, values);
  }

  skip(name, reason, ...values) {
    this.add(name, 'notChecked', `${name}.${reason}`, values);
  }

  unreadable(malformed) {
    this.add('format', 'failed', malformed.code, malformed.values);
  }

  warn(code, ...values) {
    this.warnings.push({ code, values });
  }

  tell(name, value, proven) {
    this.facts.push({ name, value: String(value), proven });
  }

  verdict(kind) {
    const failed = this.checks.some(check => check.state === 'failed');
    const open = this.checks.some(check => /\.(unsupported|tooBig)$/.test(check.code));
    const outcome = failed ? 'differs' : open ? 'partial' : 'matches';
    const facts = this.facts.map(fact => ({ ...fact, proven: fact.proven && outcome === 'matches' }));
    return { kind, outcome, checks: this.checks, warnings: this.warnings, facts };
  }
}

const isLogKey = (key, origin) => key.name === origin && key.algorithm !== cosignature;

/** Checks keys, signatures and cosignatures; gives the log's keys whose signature holds, or that this browser cannot judge. */
export async function checkHead(findings, head, trusted, enclosed) {
  findings.tell('origin', head.origin, true);
  findings.tell('size', head.size, true);
  const keys = trusted.length > 0 ? knownKeys(findings, head, trusted, enclosed) : enclosedKey(findings, head.origin, enclosed);
  let held = keys;
  for (const key of keys) {
    const state = await checkNote(head.note, key);
    if (state === 'passed') findings.pass('signature', key.name, head.size);
    else if (state === 'unsupported') findings.skip('signature', 'unsupported', key.name);
    else {
      findings.fail('signature', state, key.name);
      held = [];
    }
  }
  await checkWitnesses(findings, head, trusted.filter(known => !isLogKey(known, head.origin)));
  return held;
}

/** Of the trusted keys, those that signed: one, or two while a key is being replaced. */
function knownKeys(findings, head, trusted, enclosed) {
  const origin = head.origin;
  const known = trusted.filter(key => isLogKey(key, origin));
  const signers = known.filter(key => head.note.signatures.some(signature => madeBy(signature, key)));
  if (signers.length > 0 && enclosed && !trusted.some(key => sameKey(key, enclosed))) findings.fail('key', 'altered', origin, enclosed.fingerprint);
  else if (signers.length > 0) signers.forEach(signer => findings.pass('key', origin, signer.fingerprint));
  else if (known.length > 0) findings.fail('key', 'other', origin, known[0].fingerprint);
  else findings.fail('key', 'unknown', origin);
  return signers;
}

function enclosedKey(findings, origin, enclosed) {
  if (!enclosed) {
    findings.fail('key', 'needed', origin);
    return [];
  }
  if (!isLogKey(enclosed, origin)) {
    findings.fail('key', 'name', origin, enclosed.name);
    return [];
  }
  findings.skip('key', 'enclosed', origin, enclosed.fingerprint);
  findings.warn('warning.enclosedKey', origin, enclosed.fingerprint);
  return [enclosed];
}

async function checkWitnesses(findings, head, witnesses) {
  for (const witness of witnesses) {
    const state = await checkNote(head.note, witness);
    if (state === 'passed') {
      const time = timeOf(head.note.signatures.find(signature => madeBy(signature, witness)), witness);
      findings.pass('cosignature', witness.name, time === null ? '-' : new Date(Number(time) * 1000).toISOString().replace('.000Z', 'Z'));
    } else if (state === 'failed') {
      findings.fail('cosignature', 'failed', witness.name);
    } else {
      findings.skip('cosignature', state, witness.name);
    }
  }
  const others = head.note.signatures
    .filter(signature => signature.name !== head.origin && !witnesses.some(witness => madeBy(signature, witness)))
    .map(signature => signature.name);
  if (others.length > 0) findings.skip('cosignature', 'unknown', others.join(', '));
  else if (witnesses.length === 0) findings.skip('cosignature', 'none');
}
