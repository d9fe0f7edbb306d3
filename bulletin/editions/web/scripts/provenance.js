// Whether an issue is whole and whose it is: what bulletin/publish/verifying does, in a browser.
// `get` gives the bytes of a path below the issue, or null where nothing lies.
const LITTER = [".DS_Store", "Thumbs.db", "desktop.ini"];
const bytesOf = (text) => Uint8Array.from(atob(text.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const named = (path) => path.split("/").pop();

export const digestOf = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

// The key that signed some bytes, "" when none did, null when this browser cannot tell.
export const signerOf = async (bytes, signature, keys) => {
  for (const key of keys) {
    let known;
    try {
      known = await crypto.subtle.importKey("raw", bytesOf(key), { name: "Ed25519" }, false, ["verify"]);
    } catch {
      return null;
    }
    try {
      if (await crypto.subtle.verify({ name: "Ed25519" }, known, bytesOf(signature), bytes)) return key;
    } catch {
      // A signature that is no base64 is of nobody.
    }
  }
  return "";
};

// The words of a key; bulletin/provenance/fingerprints.py says why it takes a moment.
export const wordsOf = async (key, words) => {
  const base = await crypto.subtle.importKey("raw", bytesOf(key), "PBKDF2", false, ["deriveBits"]);
  const salt = new TextEncoder().encode("bulletin fingerprint 1");
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: 65536 }, base, 64);
  return Array.from(new Uint8Array(bits), (byte) => words[byte]).join(", ");
};

// `found`: the paths that lie there, where that can be known; `around`: of pages that the issue once
// had, and that lead on now, the digest by path. A fault is [path, what].
export const examine = async ({ get, keys, id, found, around = new Map(), progress }) => {
  const faults = [];
  const data = await get("manifest.json");
  if (!data) return { faults: [["manifest.json", "missing"]], key: "" };
  let manifest;
  try {
    manifest = JSON.parse(new TextDecoder().decode(data));
    if (!Array.isArray(manifest.files)) throw new TypeError();
  } catch {
    return { faults: [["manifest.json", "changed"]], key: "" };
  }
  const signature = await get("manifest.sig");
  const key = signature ? await signerOf(data, new TextDecoder().decode(signature), keys) : "";
  if (!signature) faults.push(["manifest.sig", "missing"]);
  else if (key === "") faults.push(["manifest.sig", "foreign"]);
  if (id && manifest.id !== id) faults.push(["manifest.json", "other"]);
  let done = 0;
  for (const { path, sha256 } of manifest.files) {
    const bytes = await get(path);
    if (!bytes) faults.push([path, "missing"]);
    else if ((await digestOf(bytes)) !== sha256) faults.push([path, "changed"]);
    progress(++done, manifest.files.length);
  }
  const known = new Set(["manifest.json", "manifest.sig", ...manifest.files.map(({ path }) => path)]);
  for (const path of found || []) {
    if (known.has(path) || LITTER.includes(named(path))) continue;
    if (!around.has(path)) faults.push([path, "surplus"]);
    else if ((await digestOf(await get(path))) !== around.get(path)) faults.push([path, "changed"]);
  }
  return { faults, key, title: manifest.title, id: manifest.id, withdrawn: manifest.withdrawn };
};
