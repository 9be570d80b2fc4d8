// Bundles src/ into tandem/static/: styles, the page script, the charts, the drawings.

import { cpSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import * as sass from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = here("../tandem/static");

// There is one theme, the light one. Office browsers and the web views of phones in schools are
// often too old for light-dark(), so its first argument is written out.
function lightOnly(css) {
  const mark = "light-dark(";
  for (let start = css.lastIndexOf(mark); start >= 0; start = css.lastIndexOf(mark)) {
    let depth = 0;
    let comma = 0;
    let end = start + mark.length;
    for (; css[end] !== ")" || depth > 0; end++) {
      if (css[end] === "(") depth++;
      if (css[end] === ")") depth--;
      if (css[end] === "," && depth === 0 && !comma) comma = end;
    }
    css = css.slice(0, start) + css.slice(start + mark.length, comma) + css.slice(end + 1);
  }
  return css;
}

const scss = {
  name: "scss",
  setup(build) {
    build.onLoad({ filter: /\.scss$/ }, ({ path }) => ({
      contents: lightOnly(
        sass.compile(path, {
          loadPaths: [here("node_modules/@tabler/core/scss")],
          quietDeps: true,
          silenceDeprecations: ["import"],
        }).css,
      ),
      loader: "css",
    }));
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await esbuild.build({
  entryPoints: ["app.css", "app.ts", "charts.ts"].map((name) => here(`src/${name}`)),
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome99", "safari15.4", "firefox100"],
  plugins: [scss],
  legalComments: "linked",
  logLevel: "warning",
});
cpSync(here("src/images"), out, { recursive: true });
