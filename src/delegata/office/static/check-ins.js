// What a door remembers on its device: which door it is, whom it let in, what other doors saw. A mandate is
// let in once at each sitting: its key says so, also where two windows of one door are open.

const STORES = { settings: "body", own: ["body", "closed", "mandate"], others: ["body", "number"] };

export async function remembered(body) {
  const database = await opened();
  const door = await settings(database, body);
  return new CheckIns(database, body, door);
}

export async function forget() {
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase("delegata-door");
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("delegata-door", 1);
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

function answered(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function settings(database, body) {
  const store = database.transaction("settings", "readwrite").objectStore("settings");
  const kept = await answered(store.get(body));
  if (kept) return kept;
  const made = { body, door: crypto.randomUUID(), name: "Door", after: 0 };
  await answered(store.add(made));
  return made;
}

class CheckIns {
  constructor(database, body, door) {
    this.database = database;
    this.body = body;
    this.door = door;
  }

  store(name, mode = "readonly") {
    return this.database.transaction(name, mode).objectStore(name);
  }

  all(name) {
    const [first, last] = [[this.body], [this.body, []]];
    return answered(this.store(name).getAll(IDBKeyRange.bound(first, last)));
  }

  own() {
    return this.all("own");
  }

  others() {
    return this.all("others");
  }

  // The earlier check-in of this mandate, or nothing, in which case this one is kept: in one step.
  async first(checkIn) {
    const store = this.store("own", "readwrite");
    const row = { ...checkIn, body: this.body };
    const before = await answered(store.get([this.body, row.closed, row.mandate]));
    if (!before) {
      await answered(store.add(row));
      return null;
    }
    await answered(store.put({ ...before, again: [...before.again, row.at] }));
    return before;
  }

  async change(checkIn, changes) {
    const store = this.store("own", "readwrite");
    const row = await answered(store.get([this.body, checkIn.closed, checkIn.mandate]));
    if (row) await answered(store.put({ ...row, ...changes }));
  }

  async learn(others) {
    if (!others.length) return;
    const store = this.store("others", "readwrite");
    for (const other of others) await answered(store.put({ ...other, body: this.body }));
    await this.set({ after: Math.max(this.door.after, ...others.map((other) => other.number)) });
  }

  async set(changes) {
    this.door = { ...this.door, ...changes };
    await answered(this.store("settings", "readwrite").put(this.door));
  }
}
