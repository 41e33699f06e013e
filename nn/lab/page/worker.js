// The worker: Python with chainrule, and Graphviz. It answers {id, ask} with {id, reply} or {id, failed}.
"use strict";
let python, graphviz;
const drawn = new Map(); // pictures by their DOT text, the latest last

async function bytes(blob) {
  return new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
async function module(blob) {
  const url = URL.createObjectURL(new Blob([await bytes(blob)], { type: "text/javascript" }));
  const loaded = await import(url);
  URL.revokeObjectURL(url);
  return loaded;
}

async function start(pieces) {
  const files = {
    "pyodide.asm.wasm": [await bytes(pieces.wasm), "application/wasm"],
    "python_stdlib.zip": [await bytes(pieces.stdlib), "application/zip"],
  };
  const home = "https://lab.invalid/"; // no host: the names below it are answered here
  self.fetch = async (what) => {
    const file = files[String(what.url ?? what).replace(home, "")];
    if (!file) throw new TypeError(`this page is offline: ${what.url ?? what}`);
    return new Response(file[0], { headers: { "content-type": file[1] } });
  };
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    module(pieces.pyodide), module(pieces.pyodideAsm),
  ]);
  const lock = pieces.lock;
  python = await loadPyodide({ indexURL: home, createPyodideModule, lockFileContents: lock });
  python.unpackArchive(new Uint8Array(await bytes(pieces.chainrule)), "zip", { extractDir: "/home/pyodide" });
  python.runPython("import sys; sys.path.insert(0, '/home/pyodide'); from nn.lab.engine import answer; from autograd.drawing.svg import finish");
}

async function picture(dot, pieces) {
  if (!drawn.has(dot)) {
    graphviz ??= await (await module(pieces.graphviz)).Graphviz.load();
    drawn.set(dot, python.globals.get("finish")(graphviz.layout(dot, "svg", "dot")));
    if (drawn.size > 50) drawn.delete(drawn.keys().next().value);
  }
  return drawn.get(dot);
}

let pieces;
self.onmessage = async ({ data: { id, begin, ask } }) => {
  try {
    if (begin) {
      pieces = begin;
      await start(pieces);
    }
    const text = python.globals.get("answer")(JSON.stringify(ask));
    const reply = JSON.parse(text);
    for (const figure of reply.figures ?? []) {
      if (figure.kind === "graph") figure.svg = await picture(figure.dot, pieces);
    }
    self.postMessage({ id, reply });
  } catch (error) {
    self.postMessage({ id, failed: String(error.message ?? error) });
  }
};
