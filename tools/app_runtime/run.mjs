// Runs a Python script in Pyodide, in node: node run.mjs PYODIDE STDLIB FOLDER SCRIPT
// FOLDER is /host in there, and STDLIB the zip of the standard library that is used.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, library, folder, script] = process.argv.slice(2).map((part) => resolve(part));
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: pyodide,
  stdLibURL: library,
  env: { HOME: "/home/lf", PYTHONHASHSEED: "0", PYDANTIC_DISABLE_PLUGINS: "__all__" },
});
python.mountNodeFS("/host", folder);
await python.runPythonAsync(readFileSync(script, "utf8"), { filename: script });
process.exit(0);
