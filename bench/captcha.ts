/**
 * Measures how well readers and programs solve the captcha, and what it costs to make:
 *
 *     npm run bench captcha
 *
 * Scores what five readers wrote for 500 pictures (captcha/readings.json), lets programs read the same pictures and
 * listen to some sounds, and writes docs/captcha.md.
 */
import { writeFileSync } from 'node:fs'
import { keptReadings, misreadings, right } from './captcha/readings.ts'
import { READERS, type Shown } from './captcha/shown.ts'
import { listen } from './captcha/sphinx.ts'
import { templateReader } from './captcha/template.ts'
import { tesseract } from './captcha/tesseract.ts'

const PAGE = new URL('../docs/captcha.md', import.meta.url)
/** Number of sounds to recognise and of pictures for Tesseract: about 0.25 s each. */
const SAMPLE = 100

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`
const row = (...cells: (string | number)[]) => `| ${cells.join(' | ')} |`

/** Makes the picture or sound of each challenge, one at a time, and describes its average cost. */
async function make(shown: readonly Shown[], what: 'picture' | 'sound') {
  const files: Buffer[] = []
  const before = process.cpuUsage()
  for (const one of shown) files.push((await one[what]()) ?? Buffer.alloc(0))
  const { user, system } = process.cpuUsage(before)
  const bytes = files.reduce((sum, { length }) => sum + length, 0) / files.length
  const cost = `${Math.round(bytes / 100) / 10} KB, ${((user + system) / 1000 / files.length).toFixed(1)} ms of CPU`
  return { files, cost }
}

/** Table row of a program; `answers` are for the first challenges, undefined when it is not installed. */
function programRow(
  name: string,
  shown: readonly Shown[],
  answers: readonly (string | undefined)[] | undefined,
) {
  const judged = answers?.map((reading = '', i) => ({ answer: shown[i]?.answer ?? '', reading })) ?? []
  return row(name, judged.length ? `${right(judged)} of ${judged.length}` : 'not installed')
}

const readings = keptReadings()
const sample = readings.slice(0, SAMPLE)
const pictures = await make(readings, 'picture')
const sounds = await make(sample, 'sound')
const read = await templateReader()
const templates = await Promise.all(pictures.files.map(read))
const byTesseract = pictures.files.slice(0, SAMPLE).map(tesseract)

const page = [
  '# How well the captcha is read',
  '',
  'Written by `npm run bench captcha` from what five readers wrote of a hundred pictures each, at first look. They had',
  'not made the pictures and did not know which letters there are. Seeds, answers and readings are in',
  '`bench/captcha/readings.json`; `bench/captcha/sheets.ts` makes the same sheets again. The readers were programs that see',
  'a picture as a whole, not people: nobody with low vision has tried it yet.',
  '',
  row('reader', 'pictures read right', 'of'),
  '|---|---|---|',
  ...READERS.map((reader) => {
    const own = readings.filter((one) => one.reader === reader)
    return row(reader, right(own), own.length)
  }),
  row('all', `**${percent(right(readings), readings.length)}**`, readings.length),
  '',
  row('drawn', 'read as', 'times'),
  '|---|---|---|',
  ...misreadings(readings).map(({ drawn, read, times }) => row(drawn, read, times)),
  row('the rest', 'themselves', 'always'),
  '',
  'Programs, which know everything but the seed:',
  '',
  row('program', 'right'),
  '|---|---|',
  programRow('pictures, matching the letters of the font (`bench/captcha/template.ts`)', readings, templates),
  programRow(
    'pictures, Tesseract, told the letters',
    sample,
    byTesseract.includes(undefined) ? undefined : byTesseract,
  ),
  programRow('sounds, PocketSphinx with a model of English, told the phrases', sample, listen(sounds.files)),
  '',
  `A picture is ${pictures.cost}. A sound is ${sounds.cost}.`,
  '',
].join('\n')
writeFileSync(PAGE, page)
console.log(page)
