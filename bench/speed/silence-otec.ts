/**
 * Whether the time or the size of the answer to an OTEC tells that a document has an account: requests for
 * facilitadores who have one elsewhere and for new ones, interleaved at random.
 */
import Database from 'better-sqlite3'
import { pasoUrl } from '../../src/domain/urls.ts'
import { CLAVE, nieOf, rutOf } from '../../test/support/data/personas.ts'
import { type Answer, confirmedMailbox, rowsOf, shuffledHalf } from './silence.ts'
import { createFolder, LETTERS } from './tools/environment.ts'
import type { Measurement } from './tools/measure.ts'
import { registrationOf } from './tools/personas.ts'
import { launch } from './tools/process.ts'
import { Visitor } from './tools/visitor.ts'

const MODEL = 19_999_999
const FIRST_OTEC = 76_000_000
const FIRST_FACILITADOR = 20_000
/** So that the list of each stays short. */
const REQUESTS_PER_OTEC = 10
const REGISTRAR = pasoUrl('natural', 'registrar')
const SOLICITAR = pasoUrl('juridica', 'facilitador/solicitar')

const emailOf = (number: number) => `facilitador${number}@correo.test`

/** Registers one person, and makes OTECs and facilitadores of the account. */
async function fill(
  env: Record<string, string>,
  folder: string,
  otecs: number,
  known: Set<number>,
): Promise<void> {
  const server = await launch('serve-product.ts', env)
  const visitor = new Visitor(server.base)
  await visitor.submit(REGISTRAR, await visitor.open(REGISTRAR), registrationOf(MODEL))
  visitor.close()
  await server.close()
  const db = new Database(`${folder}/clave-sence.db`)
  const row = db.prepare('select * from cuentas').get() as Record<string, unknown>
  const columns = Object.keys(row)
  const insert = db.prepare(
    `insert into cuentas (${columns.join()}) values (${columns.map((one) => `@${one}`).join()})`,
  )
  const copy = (number: number, changes: Record<string, unknown>) => {
    const id = `${String(number).padStart(8, '0')}-0000-4000-8000-000000000000`
    insert.run({ ...row, id, ...changes })
  }
  db.transaction(() => {
    for (let i = 0; i < otecs; i++) {
      const email = `otec${i}@correo.test`
      copy(FIRST_OTEC + i, {
        perfil: 'juridica',
        identificador: rutOf(FIRST_OTEC + i),
        razon_social: 'Capacitaciones del Sur Limitada',
        tipo_organismo: 'otec',
        rut_representante: rutOf(MODEL),
        identidad: 'verificada',
        verified_by: 'operador',
        ...confirmedMailbox(email),
      })
    }
    for (const number of known) {
      const mailbox = confirmedMailbox(emailOf(number))
      copy(number, { perfil: 'facilitador', identificador: nieOf(number), ...mailbox })
    }
  })()
  db.close()
}

/** @param count documents with an account, and as many without. @returns the rows of the report. */
export async function measureOtecSilence(count: number): Promise<Measurement[]> {
  const { folder, env, remove } = await createFolder()
  const cheap = { ...env, BCRYPT_COST: '4' }
  const known = shuffledHalf(count, FIRST_FACILITADOR)
  await fill(cheap, folder, Math.ceil((2 * count) / REQUESTS_PER_OTEC), known)
  const server = await launch('serve-product.ts', cheap)
  const visitor = new Visitor(server.base)
  const answers: Answer[] = []
  for (let i = 0; i < 2 * count; i++) {
    const number = FIRST_FACILITADOR + i
    const rutOtec = rutOf(FIRST_OTEC + Math.floor(i / REQUESTS_PER_OTEC))
    visitor.forget()
    const proof = { rutOtec, claveOtec: CLAVE }
    const { destination } = await visitor.submit(SOLICITAR, await visitor.open(SOLICITAR), proof)
    if (!destination) throw new Error('the OTEC was not taken')
    const page = await visitor.open(destination)
    const pedido = {
      nie: nieOf(number),
      tipoDocumento: 'pasaporte',
      nombres: 'Chimamanda',
      apellidoPaterno: 'Okafor',
      apellidoMaterno: '',
      paisOrigen: 'NGA',
      email: emailOf(number),
      captcha: LETTERS,
    }
    const start = performance.now()
    const { status, html } = await visitor.submit(destination.replace(/\?.*/, ''), page, pedido)
    answers.push({ isKnown: known.has(number), ms: performance.now() - start, size: html.length, status })
  }
  visitor.close()
  await server.close()
  await remove()
  return rowsOf('asking for a facilitador', answers)
}
