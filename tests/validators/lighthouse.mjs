// Lighthouse judges pages one after the other in one browser.
// In: the folder of modules, the browser's flags, categories, addresses. Out: a line of JSON a page.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, flags, categories, ...addresses] = process.argv.slice(2);
const load = (...path) => import(pathToFileURL(join(folder, ...path)));
const { default: lighthouse } = await load("lighthouse", "core", "index.js");
const { launch } = await load("chrome-launcher", "dist", "index.js");

const browser = await launch({ chromeFlags: flags.split(" "), logLevel: "silent" });
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, {
      port: browser.port,
      onlyCategories: categories.split(","),
      disableFullPageScreenshot: true, // a picture for its report, which nobody looks at
      logLevel: "silent",
    });
    await new Promise((done) => process.stdout.write(`${JSON.stringify(lhr)}\n`, done));
  }
} finally {
  browser.kill();
}
process.exit(); // it would wait for seconds until time-outs of its own have run out
