/**
 * Whether the time or the size of an answer tells that an identifier has an account: every first step, and the link
 * by mail, for identifiers with and without one, interleaved at random. The product runs whole, worker included.
 */
import Database from 'better-sqlite3'
import { pasoUrl } from '../../src/domain/urls.ts'
import { rutOf } from '../../test/support/data/personas.ts'
import { createFolder, LETTERS } from './tools/environment.ts'
import { median } from './tools/histogram.ts'
import { formatFigure, type Measurement } from './tools/measure.ts'
import { registrationOf } from './tools/personas.ts'
import { launch } from './tools/process.ts'
import { type PageResponse, Visitor } from './tools/visitor.ts'

/** Areas under the curve within which times tell nothing; 0.5 is silence. */
const SILENT = { from: 0.48, to: 0.52 }
const FIRST_RUT = 20_000_000
const REGISTRAR = pasoUrl('natural', 'registrar')
const RECUPERAR = pasoUrl('natural', 'recuperar')
const CORREO = pasoUrl('natural', 'recuperar', 'correo')
const CAMBIAR = pasoUrl('natural', 'cambiar')
const ACTUALIZAR = pasoUrl('natural', 'actualizar')
const CON_CLAVE = pasoUrl('natural', 'actualizar', 'clave')

const STEPS = ['recuperar', 'link by mail', 'cambiar', 'actualizar', 'actualizar with the CS'] as const
type Step = (typeof STEPS)[number]

/** One answer: whether there is an account, its milliseconds and the characters of its page. */
export interface Answer {
  isKnown: boolean
  ms: number
  size: number
  status: number
}

/** Half of the numbers from the first on, chosen at random. */
export function shuffledHalf(count: number, first = FIRST_RUT): Set<number> {
  const all = Array.from({ length: 2 * count }, (_, i) => ({ number: first + i, key: Math.random() }))
  return new Set(
    all
      .toSorted((a, b) => a.key - b.key)
      .slice(0, count)
      .map(({ number }) => number),
  )
}

/** The columns of a confirmed mailbox. */
export const confirmedMailbox = (email: string) => ({
  email,
  email_key: email,
  email_slot: 1,
  email_confirmed_at: new Date().toISOString(),
})

/** Registers one person, and copies the account to every other number. */
async function fill(env: Record<string, string>, folder: string, known: Set<number>): Promise<void> {
  const server = await launch('serve-product.ts', env)
  const visitor = new Visitor(server.base)
  const model = FIRST_RUT - 1
  const { destination } = await visitor.submit(
    REGISTRAR,
    await visitor.open(REGISTRAR),
    registrationOf(model),
  )
  visitor.close()
  await server.close()
  if (!destination) throw new Error('the model account was not registered')

  const db = new Database(`${folder}/clave-sence.db`)
  const row = db.prepare('select * from cuentas').get() as Record<string, unknown>
  const columns = Object.keys(row)
  const insert = db.prepare(
    `insert into cuentas (${columns.join()}) values (${columns.map((one) => `@${one}`).join()})`,
  )
  db.transaction(() => {
    for (const number of known) {
      const email = `persona${number}@correo.test`
      const id = `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`
      insert.run({ ...row, id, identificador: rutOf(number), ...confirmedMailbox(email) })
    }
  })()
  db.close()
}

/** Sends every step for one identifier. */
async function visit(
  visitor: Visitor,
  forms: Record<'recuperar' | 'cambiar' | 'actualizar' | 'clave', PageResponse>,
  number: number,
  add: (step: Step, ms: number, response: PageResponse) => void,
): Promise<void> {
  const rut = rutOf(number)
  const time = async (step: Step, send: () => Promise<PageResponse>) => {
    const start = performance.now()
    const response = await send()
    add(step, performance.now() - start, response)
  }
  await time('recuperar', () => visitor.submit(RECUPERAR, forms.recuperar, { rut }))
  const correo = await visitor.open(CORREO)
  await time('link by mail', () => visitor.submit(CORREO, correo, { captcha: LETTERS }))
  await time('cambiar', () => visitor.submit(CAMBIAR, forms.cambiar, { rut, claveActual: 'Errada#12' }))
  await time('actualizar', () =>
    visitor.submit(ACTUALIZAR, forms.actualizar, {
      rut,
      fechaNacimiento: '01-01-1980',
      emailRegistrado: 'nadie@correo.test',
    }),
  )
  await time('actualizar with the CS', () =>
    visitor.submit(CON_CLAVE, forms.clave, { rut, claveActual: 'Errada#12' }),
  )
}

/**
 * How often an answer with an account took longer than one without: the area under the curve of whoever guesses by
 * time alone. Equal times count half.
 */
function areaUnderCurve(answers: readonly Pick<Answer, 'isKnown' | 'ms'>[]): number {
  const sorted = answers.toSorted((a, b) => a.ms - b.ms)
  const known = sorted.filter(({ isKnown }) => isKnown).length
  let rankSum = 0
  for (let i = 0; i < sorted.length; ) {
    const end = sorted.findIndex(({ ms }, at) => at >= i && ms !== sorted[i]?.ms)
    const until = end === -1 ? sorted.length : end
    const rank = (i + 1 + until) / 2
    for (; i < until; i++) if (sorted[i]?.isKnown) rankSum += rank
  }
  return (rankSum - (known * (known + 1)) / 2) / (known * (sorted.length - known))
}

export function rowsOf(step: string, answers: readonly Answer[]): Measurement[] {
  const area = areaUnderCurve(answers)
  const of = (isKnown: boolean) => answers.filter((one) => one.isKnown === isKnown)
  const times = [true, false].map((isKnown) => formatFigure(median(of(isKnown).map(({ ms }) => ms)), 'ms'))
  const sizes = new Set(answers.map(({ status, size }) => `${status}: ${size}`))
  return [
    {
      what: `Silence of ${step}: area under the curve by time, ${of(true).length} with an account and as many without`,
      value: area.toFixed(3),
      base: `median ${times.join(' with, ')} without`,
      aim: `${SILENT.from} to ${SILENT.to}`,
      isReached: area >= SILENT.from && area <= SILENT.to,
    },
    {
      what: `Silence of ${step}: status and characters of the answers`,
      value: [...sizes].join(', '),
      aim: 'one for all',
      isReached: sizes.size === 1,
    },
  ]
}

/** @param count identifiers with an account, and as many without. @returns the rows of the report. */
export async function measureSilence(count: number): Promise<{ measurements: Measurement[] }> {
  const { folder, env, remove } = await createFolder()
  const cheap = { ...env, BCRYPT_COST: '4' }
  const known = shuffledHalf(count)
  await fill(cheap, folder, known)
  const server = await launch('serve-product.ts', cheap)
  const visitor = new Visitor(server.base)
  const forms = {
    recuperar: await visitor.open(RECUPERAR),
    cambiar: await visitor.open(CAMBIAR),
    actualizar: await visitor.open(ACTUALIZAR),
    clave: await visitor.open(CON_CLAVE),
  }
  const answers = new Map<Step, Answer[]>(STEPS.map((step) => [step, []]))
  // Which numbers have an account was chosen at random: in their order they are interleaved at random.
  for (let number = FIRST_RUT; number < FIRST_RUT + 2 * count; number++) {
    await visit(visitor, forms, number, (step, ms, { status, html }) => {
      const size = html.length
      answers.get(step)?.push({ isKnown: known.has(number), ms, size, status })
    })
  }
  visitor.close()
  await server.close()
  await remove()
  return { measurements: STEPS.flatMap((step) => rowsOf(step, answers.get(step) ?? [])) }
}
