/**
 * Measures the price of forms (docs/decisions/0051): what a solution costs who makes it and who judges it, how long
 * a browser takes, and whether others still enter while one network sends 50 forms a second.
 *
 *     npm run bench precio [trabajo] [navegador] [puerta]
 *
 * docs/threat-model.md quotes its figures.
 */
import { measureBrowser } from './price/browser.ts'
import { measureDoor } from './price/door.ts'
import { measureWork } from './price/work.ts'

const PARTS: Readonly<Record<string, () => Promise<string[]>>> = {
  trabajo: measureWork,
  navegador: measureBrowser,
  puerta: measureDoor,
}

const requested = process.argv.slice(2)
for (const [name, measure] of Object.entries(PARTS)) {
  if (requested.length > 0 && !requested.includes(name)) continue
  console.log(`${name}…`)
  for (const line of await measure()) console.log(`  ${line}`)
}
