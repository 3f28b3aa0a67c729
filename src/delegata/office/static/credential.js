// Credentials and door lists as docs/credential.md has them, read and judged in the browser. Nothing here
// touches the page, the network or what is kept.

const PREFIX = "DLG1";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
const HEAD_BYTES = 21;
const SIGNATURE_BYTES = 64;
const LONGEST = 400;
const DAY_MILLISECONDS = 86400000;
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
const text = new TextEncoder();

// Something is wrong with the list or the browser, in words for whoever keeps the door.
export class Unusable extends Error {}

export async function keyOf(vkey) {
  const [name, hash, encoded] = split3(vkey);
  const bytes = fromBase64(encoded);
  const stated = hex(new Uint8Array(await sha256(join(text.encode(name + "\n"), bytes))).slice(0, 4));
  if (bytes.length !== 33 || bytes[0] !== 1 || stated !== hash) {
    throw new Unusable("The server's key is not well formed. Load the page again.");
  }
  return { name, hash, verify: await verifying(bytes.slice(1)) };
}

async function verifying(raw) {
  if (!globalThis.crypto || !crypto.subtle) {
    throw new Unusable("This page needs a secure connection (https) to check signatures.");
  }
  let key;
  try {
    key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    throw new Unusable("This browser cannot check Ed25519 signatures, so it cannot keep the door. "
      + "Use Firefox 130, Safari 17, Chrome 137, or newer.");
  }
  return (signature, signed) => crypto.subtle.verify({ name: "Ed25519" }, key, signature, signed);
}

export async function readList(signed, key) {
  const list = signed.list;
  const own = join(text.encode("delegata door list 1\0"), text.encode(canonical(list)));
  if (list.form !== "delegata-door-list@1" || !await key.verify(fromBase64(signed.signature), own)) {
    throw new Unusable("The list of mandates bears no good signature. Load the page again.");
  }
  const checkpoint = await readCheckpoint(list, key);
  return { ...list, ...checkpoint, byMandate: new Map(list.places.map((p) => [p.mandate, p])) };
}

async function readCheckpoint(list, key) {
  const end = list.checkpoint.indexOf("\n\n") + 1;
  const note = list.checkpoint.slice(0, end);
  const [origin, size] = note.split("\n");
  const mark = `\u2014 ${key.name} `;
  for (const line of list.checkpoint.slice(end + 1).split("\n")) {
    if (!line.startsWith(mark)) continue;
    const signature = fromBase64(line.slice(mark.length));
    const good = await key.verify(signature.slice(4), text.encode(note));
    if (good && origin === `${key.name}/${list.body}`) return { size: Number(size) };
  }
  throw new Unusable("The list of mandates names a checkpoint that is not good. Load the page again.");
}

// What a token says, or why it says nothing: { credential } or { code, say }.
export async function readToken(words, key) {
  const content = bytesOf(words.replace(/\s+/g, "").toUpperCase());
  if (!content) {
    return refused("not-a-credential", words.trim().toUpperCase().startsWith(PREFIX)
      ? "This is no credential as it stands: a sign of it is wrong or missing. Scan it again, or copy it whole."
      : `This is no credential; one begins with ${PREFIX}. Scan it again.`);
  }
  const signed = content.slice(0, -SIGNATURE_BYTES);
  if (hex(signed.slice(0, 4)) !== key.hash) {
    return refused("other-key", `This credential is not signed by ${key.name}. Ask who issued it.`);
  }
  const bytes = join(text.encode("delegata credential 1\0"), signed);
  const good = await key.verify(content.slice(-SIGNATURE_BYTES), bytes);
  const credential = good && fieldsOf(signed);
  return credential ? { credential } : refused("forged",
    "This credential is forged or misread: its signature is not good. Scan it once more; if it is "
    + "refused again, keep it and tell the credentials committee.");
}

function bytesOf(words) {
  if (!words.startsWith(PREFIX) || words.length > LONGEST) return null;
  const bytes = [];
  let bits = 0;
  let value = 0;
  for (const sign of words.slice(PREFIX.length)) {
    const five = ALPHABET.indexOf(sign);
    if (five < 0) return null;
    value = (value << 5) | five;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(value >> bits);
      value &= (1 << bits) - 1;
    }
  }
  const whole = bits < 5 && value === 0;
  return whole && bytes.length > HEAD_BYTES + SIGNATURE_BYTES ? new Uint8Array(bytes) : null;
}

function fieldsOf(signed) {
  const number = (first, last) => signed.slice(first, last).reduce((sum, byte) => sum * 256 + byte, 0);
  const length = signed[HEAD_BYTES];
  const body = latin(signed.slice(HEAD_BYTES + 1, HEAD_BYTES + 1 + length));
  const rest = signed.slice(HEAD_BYTES + 1 + length);
  const mandate = latin(rest.slice(1));
  if (signed[4] > 3 || rest[0] !== rest.length - 1 || !NAME.test(body) || !NAME.test(mandate)) return null;
  return {
    body,
    mandate,
    holder: hex(signed.slice(13, 21)),
    voice: signed[4] & 1 ? "advisory" : "decisive",
    until: new Date(number(5, 7) * DAY_MILLISECONDS).toISOString().slice(0, 10),
    size: number(7, 13),
  };
}

// Whether words that are being typed can still become a credential.
export function beginsCredential(words) {
  const begun = words.replace(/\s+/g, "").toUpperCase().slice(0, PREFIX.length);
  return begun !== "" && PREFIX.startsWith(begun);
}

// Whether a credential lets in by a list on a day: { place } or { code, say }.
export function judge(list, credential, today) {
  if (credential.body !== list.body) {
    return refused("other-body", `This credential is for ${credential.body}. Send its holder there.`);
  }
  if (credential.until < today) {
    return refused("expired", `This credential was valid until ${credential.until}. Ask for a new one.`);
  }
  return inForce(list, credential.mandate, today, credential);
}

// Whether a mandate's number does; it says nothing of who shows it.
export function judgeNumber(list, mandate, today) {
  return inForce(list, mandate, today, null);
}

function inForce(list, mandate, today, credential) {
  const place = list.byMandate.get(mandate);
  const newer = credential !== null && credential.size > list.size;
  const older = refused("list-older", "This credential is newer than this door's list, which does not "
    + `confirm ${mandate}. Connect this door to fetch a new list.`);
  if (!place) {
    return newer ? older : refused("mandate-unknown",
      `${list.body} holds no mandate ${mandate}. Tell the credentials committee.`);
  }
  if (place.state === "ended") {
    return refused("mandate-ended",
      `The mandate ${mandate} has ended (${place.reason}). Its holder is no delegate any more.`);
  }
  if (place.state !== "confirmed") {
    return place.state !== "rejected" && newer ? older : refused("not-confirmed",
      `The mandate ${mandate} is ${place.state}, not confirmed. Send its holder to the credentials committee.`);
  }
  if (credential !== null && place.holder !== credential.holder) {
    return refused("other-holder",
      `The mandate ${mandate} is held by somebody else. Keep the credential and tell the credentials committee.`);
  }
  if (place.until && today > place.until) {
    return refused("mandate-stale",
      `The term of ${mandate} ended on ${place.until}. Send its holder to the credentials committee.`);
  }
  return { place };
}

function refused(code, say) {
  return { code, say };
}

// RFC 8785 is defined by what JSON.stringify writes, with sorted keys; these lists hold no floats.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value && typeof value === "object") {
    const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
    return `{${fields.join(",")}}`;
  }
  return JSON.stringify(value);
}

function split3(vkey) {
  const first = vkey.indexOf("+");
  const second = vkey.indexOf("+", first + 1);
  return [vkey.slice(0, first), vkey.slice(first + 1, second), vkey.slice(second + 1)];
}

function fromBase64(words) {
  try {
    return Uint8Array.from(atob(words), (sign) => sign.charCodeAt(0));
  } catch {
    throw new Unusable("What the server sent is damaged. Load the page again.");
  }
}

function join(first, second) {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const sha256 = (bytes) => {
  if (!globalThis.crypto || !crypto.subtle) {
    throw new Unusable("This page needs a secure connection (https) to check signatures.");
  }
  return crypto.subtle.digest("SHA-256", bytes);
};
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const latin = (bytes) => String.fromCharCode(...bytes);
