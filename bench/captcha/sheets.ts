/**
 * Makes sheets of captchas for readers who do not know the alphabet, and collects what they wrote:
 *
 *     node src/launch.mjs bench/captcha/sheets.ts make FOLDER
 *     node src/launch.mjs bench/captcha/sheets.ts keep FOLDER
 *
 * `make` writes FOLDER/<reader>/sheet-01.png … sheet-10.png, each with ten numbered pictures at the size the page
 * shows them (device pixel ratio 1). The reader writes FOLDER/<reader>/answers.txt, one line per picture: number,
 * space, letters. `keep` stores the answers in readings.json; a picture without a line counts as wrong.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from '../../test/support/browser/chromium.ts'
import { keepReadings, right } from './readings.ts'
import { READERS, type Shown, shownTo } from './shown.ts'

const PER_SHEET = 10
const STYLE = `${readFileSync(new URL('../../public/css/forms.css', import.meta.url), 'utf8')}
  :root { --border: #757575 }
  body { display: grid; grid-template-columns: 21rem 21rem; gap: 1rem; margin: 1rem; font: 1rem sans-serif; width: max-content }
  figure { margin: 0 }`

async function sheet(shown: readonly Shown[]): Promise<string> {
  const figures = shown.map(async ({ number, picture }) => {
    const png = (await picture())?.toString('base64')
    return `<figure><figcaption>${number}</figcaption><img class="captcha__image" src="data:image/png;base64,${png}"></figure>`
  })
  return `<!doctype html><style>${STYLE}</style>${(await Promise.all(figures)).join('')}`
}

async function make(folder: string): Promise<void> {
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 720, height: 680 } })
  for (const reader of READERS) {
    const readerFolder = join(folder, String(reader))
    mkdirSync(readerFolder, { recursive: true })
    const shown = shownTo(reader)
    for (let from = 0; from < shown.length; from += PER_SHEET) {
      await page.setContent(await sheet(shown.slice(from, from + PER_SHEET)))
      const name = `sheet-${String(from / PER_SHEET + 1).padStart(2, '0')}.png`
      await page.screenshot({ path: join(readerFolder, name), fullPage: true })
    }
  }
  await browser.close()
}

function keep(folder: string): void {
  const readings = READERS.flatMap((reader) => {
    const lines = readFileSync(join(folder, String(reader), 'answers.txt'), 'utf8').split('\n')
    const written = new Map(
      lines.map((line) => {
        const [, number = '', letters = ''] = /^\D*(\d+)\W*(.*)$/.exec(line.trim()) ?? []
        return [Number(number), letters.replace(/\s/g, '').toUpperCase()] as const
      }),
    )
    return shownTo(reader).map((one) => ({ ...one, reading: written.get(one.number) ?? '' }))
  })
  keepReadings(readings)
  for (const reader of READERS) console.log(reader, right(readings.filter((one) => one.reader === reader)))
}

const [command, folder] = process.argv.slice(2)
if (!folder || (command !== 'make' && command !== 'keep')) throw new Error('make FOLDER, or keep FOLDER')
if (command === 'make') await make(folder)
else keep(folder)
