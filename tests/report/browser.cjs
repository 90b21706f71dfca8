// Opens a report in headless Chromium and fails with a message for everything that is wrong with it: messages on the
// console, requests, a page that scrolls sideways on a narrow screen, rules of axe-core, a print that is not on A4.
// Usage: node browser.cjs REPORT.html [FOLDER for pictures]. Chromium is the one of $CHROMIUM or of the system.
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const system = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => fs.existsSync(p));

async function main(file, pictures) {
  const faults = [];
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || system, args: ["--no-sandbox"] });
  const address = "file://" + path.resolve(file);
  const looks = [
    ["wide", { width: 1200, height: 900 }, "light"],
    ["narrow", { width: 400, height: 800 }, "light"],
    ["dark", { width: 1200, height: 900 }, "dark"],
  ];
  for (const [name, viewport, colorScheme] of looks) {
    const context = await browser.newContext({ viewport, colorScheme, bypassCSP: true });
    const page = await context.newPage();
    page.setDefaultTimeout(120000); // a busy machine is no fault of the page
    page.on("console", (message) => faults.push(`${name}: console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`${name}: ${error}`));
    page.on("request", (request) => request.url() === address || faults.push(`${name}: asks for ${request.url()}`));
    const start = Date.now();
    await page.goto(address);
    console.log(`${name}: opened in ${Date.now() - start} ms`);
    const [scroll, client] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    if (scroll > client) {
      const wide = await page.evaluate((client) => [...document.querySelectorAll("body *")]
        .filter((e) => e.getBoundingClientRect().right > client + 1 && !e.closest(".scroll"))
        .slice(0, 5).map((e) => `${e.tagName}.${e.className}`), client);
      faults.push(`${name}: scrolls sideways, ${scroll} > ${client}: ${wide}`);
    }
    await page.evaluate(fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8"));
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const v of violations) {
      faults.push(`${name}: axe ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")}`);
    }
    if (pictures) {
      const clip = { x: 0, y: 0, width: viewport.width, height: 6000 };
      await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true, clip });
    }
    if (name === "wide") {
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
      const boxes = [...pdf.toString("latin1").matchAll(/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)];
      const isA4 = ([, w, h]) => Math.abs(w - 595) < 2 && Math.abs(h - 842) < 2;
      if (!boxes.length || !boxes.every(isA4)) faults.push(`print: not on A4: ${boxes.map((b) => b[0])}`);
      if (pictures) fs.writeFileSync(path.join(pictures, "report.pdf"), pdf);
    }
    await context.close();
  }
  await browser.close();
  faults.forEach((fault) => console.error(fault));
  process.exit(faults.length ? 1 : 0);
}

main(process.argv[2], process.argv[3]);
