// Loads Pyodide in Node, unpacks chainrule, and answers the requests of stdin, one a line: the engine without a page.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [folder, archive] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const python = await loadPyodide({ indexURL: folder });
python.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: "/home/pyodide" });
python.runPython("import sys; sys.path.insert(0, '/home/pyodide'); from nn.lab.engine import answer");
const answer = python.globals.get("answer");
for await (const line of createInterface({ input: process.stdin })) console.log(answer(line));
console.log(python.runPython("'numpy' in sys.modules"));
