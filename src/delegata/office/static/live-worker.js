// One stream for all open pages of a browser and person: each page says which records it shows and how far,
// and is told when one of them has grown.
"use strict";

const RETRY_MILLISECONDS = 1500;
const BODIES_A_STREAM = 64;
const pages = new Map();
const sizes = {};
let streams = [];
let followed = "";

function noted(grown) {
  for (const [body, size] of Object.entries(grown)) sizes[body] = Math.max(sizes[body] || 0, size);
}

function tell(page) {
  const held = pages.get(page);
  const grown = Object.keys(held).filter((body) => sizes[body] > held[body]);
  if (grown.length === 0) return;
  for (const body of grown) held[body] = sizes[body];
  page.postMessage({ moved: true });
}

function open(bodies) {
  const held = bodies.map((body) => `${body}:${sizes[body]}`).join(",");
  const stream = new EventSource("/live?held=" + encodeURIComponent(held));
  const well = (is) => { for (const page of pages.keys()) page.postMessage({ well: is }); };
  stream.addEventListener("moved", (event) => {
    noted(JSON.parse(event.data));
    for (const page of pages.keys()) tell(page);
  });
  stream.addEventListener("open", () => well(true));
  stream.addEventListener("error", () => {
    well(false);
    // A browser gives a stream up for good when a proxy answers in the server's place.
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      const at = streams.indexOf(stream);
      if (at >= 0) streams[at] = open(bodies);
    }, RETRY_MILLISECONDS);
  });
  return stream;
}

function follow() {
  const bodies = [...new Set([...pages.values()].flatMap((held) => Object.keys(held)))].sort();
  if (bodies.join() === followed) return;
  followed = bodies.join();
  for (const stream of streams) stream.close();
  streams = [];
  for (let at = 0; at < bodies.length; at += BODIES_A_STREAM) {
    streams.push(open(bodies.slice(at, at + BODIES_A_STREAM)));
  }
}

self.addEventListener("connect", (event) => {
  const page = event.ports[0];
  page.onmessage = ({ data }) => {
    if (data.held) {
      pages.set(page, data.held);
      noted(data.held);
      tell(page);
    } else {
      pages.delete(page);
    }
    follow();
  };
});
