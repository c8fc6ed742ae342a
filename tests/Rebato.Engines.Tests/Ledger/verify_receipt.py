"""Verifies a receipt of the ledger with nothing of the product: the standard library, and openssl for Ed25519.

usage: verify_receipt.py RECEIPT VKEY      prints one line per check; exit code 0 when all hold, 1 when one does not
"""
import base64, hashlib, hmac, os, subprocess, sys, tempfile


def ed25519(public_key, message, signature):
    der = bytes.fromhex("302a300506032b6570032100") + public_key
    pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der) + b"\n-----END PUBLIC KEY-----\n"
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "message", "signature")]
        for path, content in zip(paths, (pem, message, signature)):
            with open(path, "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", paths[0], "-rawin", "-in", paths[1], "-sigfile", paths[2]]
        return subprocess.run(command, capture_output=True).returncode == 0


def root_of(leaf_hash, index, size, path):  # RFC 9162, 2.1.3.2
    node, last, digest = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            return None
        if node & 1 or node == last:
            digest = hashlib.sha256(b"\x01" + sibling + digest).digest()
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            digest = hashlib.sha256(b"\x01" + digest + sibling).digest()
        node, last = node >> 1, last >> 1
    return digest if last == 0 else None


def fields(extra):
    at = 4

    def take(count):
        nonlocal at
        at += count
        return extra[at - count:at]

    def number(count):
        return int.from_bytes(take(count), "big")

    leaf = take(number(2))
    for _ in range(3):  # number, town and name of the key: for people
        take(number(1))
    take(1)
    take(number(2))
    return (leaf, take(32), take(number(4))) if number(1) else (leaf, None, None)


def main(receipt, vkey):
    head, checkpoint = open(receipt, "rb").read().split(b"\n\n", 1)
    header, extra, index, *path = head.decode("ascii").split("\n")
    text, signatures = checkpoint.rsplit(b"\n\n", 1)
    origin, size, root = text.decode().split("\n")
    leaf, salt, payload = fields(base64.b64decode(extra.removeprefix("extra ")))
    name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key)
    lines = [line.split(" ")[1:] for line in signatures.decode().splitlines()]
    own = [base64.b64decode(signature) for who, signature in lines if who == name == origin]
    own = [signature[4:] for signature in own if signature[:4].hex() == key_id]
    leaf_hash = hashlib.sha256(b"\x00" + leaf).digest()
    index = int(index.removeprefix("index "))
    checks = {
        "format": header == "c2sp.org/tlog-proof@v1" and leaf[:4] == b"RBT1" and key[0] == 1,
        "key": hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex() == key_id,
        "signature": bool(own) and all(ed25519(key[1:], text + b"\n", signature) for signature in own),
        "position": int.from_bytes(leaf[20:28], "big") == index,
        "inclusion": root_of(leaf_hash, index, int(size), [base64.b64decode(line) for line in path]) == base64.b64decode(root),
    }
    if salt is not None:
        commitment = leaf[-64:-32]
        checks["payload"] = hmac.new(salt, payload, hashlib.sha256).digest() == commitment
    for check, holds in checks.items():
        print(check, "holds" if holds else "DOES NOT HOLD")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
