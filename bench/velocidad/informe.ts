/** What was measured, written down: a table and a chart for people, histograms for programs. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Histograma } from './histograma.ts'
import type { Medida } from './medida.ts'

const RAIZ = new URL('../../', import.meta.url)
const PAGINA = new URL('docs/performance.md', RAIZ)
const DIBUJO = new URL('docs/img/performance.svg', RAIZ)
const HISTOGRAMAS = new URL('test-results/bench/', RAIZ)
/** What a person writes below the table stays when it is written anew. */
const MARCA = '<!-- Below this line the page is written by hand. -->'

const maquina = (): string =>
  `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.versions.node}`

const fila = ({ que, valor, base = '', meta = '', cumple }: Medida): string =>
  `| ${que} | **${valor}** | ${base} | ${meta} | ${cumple === undefined ? '' : cumple ? 'yes' : 'no'} |`

const tabla = (medidas: readonly Medida[]): string =>
  ['| what | measured | of | aim | reached |', '|---|---|---|---|---|', ...medidas.map(fila)].join('\n')

const escapar = (texto: string) => texto.replace(/[&<>]/g, (letra) => `&#${letra.codePointAt(0)};`)

const ALTO = 44
const ANCHO = 760
/** Where the aim is drawn. */
const META_EN = 480

/** One bar for each figure that has an aim; those that pass the line reach it. */
function dibujo(medidas: readonly Medida[]): string {
  const barras = medidas.flatMap(({ que, valor, logro, cumple }) =>
    logro === undefined || !Number.isFinite(logro) ? [] : [{ que, valor, logro, cumple }],
  )
  const alto = barras.length * ALTO + 24
  const cuerpo = barras.map(({ que, valor, logro, cumple }, i) => {
    const y = i * ALTO + 20
    const largo = Math.round(Math.min(logro, 1.4) * META_EN)
    return [
      `<text x="0" y="${y}" fill="#4a4a4a">${escapar(que)}</text>`,
      `<rect x="0" y="${y + 5}" width="${largo}" height="14" fill="${cumple ? '#1e7d34' : '#b31412'}"/>`,
      `<text x="${largo + 6}" y="${y + 17}" fill="#1d1d1f" font-weight="bold">${escapar(valor)}</text>`,
    ].join('')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${ANCHO} ${alto}" font-family="sans-serif" font-size="12"><title>Figures beside their aims</title><rect width="${ANCHO}" height="${alto}" fill="#fff"/>${cuerpo.join('')}<line x1="${META_EN}" x2="${META_EN}" y1="8" y2="${alto}" stroke="#0f69b4" stroke-dasharray="4 3"/><text x="${META_EN + 4}" y="${alto - 4}" fill="#0f69b4">aim</text></svg>\n`
}

function aMano(): string {
  try {
    return readFileSync(PAGINA, 'utf8').split(MARCA)[1] ?? '\n'
  } catch {
    return '\n'
  }
}

/** Writes docs/performance.md, its chart, and the histograms into test-results/bench/. */
export function escribirInforme(
  medidas: readonly Medida[],
  histogramas: Readonly<Record<string, Histograma>>,
): void {
  mkdirSync(HISTOGRAMAS, { recursive: true })
  for (const [nombre, histograma] of Object.entries(histogramas)) {
    writeFileSync(new URL(`${nombre}.json`, HISTOGRAMAS), JSON.stringify(histograma.json(), null, 2))
  }
  writeFileSync(DIBUJO, dibujo(medidas))
  writeFileSync(
    PAGINA,
    [
      '# Speed',
      `Written by \`npm run bench velocidad\`: ratios to a bare baseline in the same run, because machines differ. Times under load are from when a request was due (open loop), so a stall counts for all whom it kept waiting. Histograms end in \`test-results/bench/\`.`,
      `Machine: ${maquina()}.`,
      '![Figures beside their aims](img/performance.svg)',
      tabla(medidas),
      MARCA,
    ].join('\n\n') + aMano(),
  )
  console.log(`\n${tabla(medidas)}\n\nWritten to ${fileURLToPath(PAGINA)}`)
}
