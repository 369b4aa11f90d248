import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Printer } from '../../ports/printer.ts'

/** Prints in Chromium, a fresh one each time: it starts in half a second, and nothing of one document can reach another. */
export class ChromiumPrinter implements Printer {
  readonly #packed: string

  /** @param packed where the packed browser lies; it unpacks itself into the temporary directory, once */
  constructor(packed: string) {
    this.#packed = packed
  }

  async print(html: string): Promise<Uint8Array> {
    // What drives the browser takes half a second to load: whoever may not print, or waits for an outcome letter's refusal, need not.
    const [{ default: chromium }, { chromium: browserType }] = await Promise.all([
      import('@sparticuz/chromium'),
      import('playwright-core'),
    ])
    chromium.setGraphicsMode = false
    const browser = await browserType.launch({
      executablePath: await chromium.executablePath(this.#packed),
      args: chromium.args,
      // The fonts that it unpacked: Lambda has no others, and a page looks the same everywhere.
      env: { ...process.env, FONTCONFIG_PATH: path.join(tmpdir(), 'fonts') },
    })
    try {
      // What somebody typed is escaped; if it were not, it could still neither run nor fetch anything.
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true })
      const page = await context.newPage()
      await page.setContent(html)
      return await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true })
    } finally {
      await browser.close()
    }
  }
}
