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
  // Lines are enough to find a fault; columns would be a third of all compiled code.
  env: { HOME: "/home/lf", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", PYDANTIC_DISABLE_PLUGINS: "__all__" },
});
python.mountNodeFS("/host", folder);
try {
  python.runPython(readFileSync(script, "utf8"), { filename: script });
} catch (error) {
  // What Python says; where it stands in the JavaScript of Pyodide helps nobody.
  console.error(error.message);
  process.exit(1);
}
process.exit(0);
