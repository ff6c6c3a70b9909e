/** What is made before a page state of the console: accounts, calls, what two people decide, the outbox, documents. */

import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import { saveDocumento } from '../../../src/application/accounts/documentos.ts'
import { enqueueAviso } from '../../../src/application/notices/avisos.ts'
import { markBounce } from '../../../src/application/notices/bounces.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import { abrirUrl, accionUrl, ordenUrl, paths } from '../../../src/domain/urls.ts'
import { addMinutes } from '../../../src/domain/values/durations.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { rutOf } from '../../support/data/personas.ts'
import { emailOf, registerConfirmed } from '../../support/http/journeys.ts'
import { ask, decide, objetar } from '../../support/http/ordenes.ts'
import type { TestSite } from '../../support/http/site.ts'
import { withCuenta } from '../../support/storage/contract.ts'
import type { GoToState } from './state.ts'

const { console: urls } = paths

/** @returns the id of an account that lacks something. */
export async function storedCuenta(site: TestSite, changes: Partial<Cuenta> = {}): Promise<string> {
  const { id } = await withCuenta(site.deps.store, {
    ...{ identificador: rutOf(site.number()), emailRepresentante: null, celular: `9${site.number()}` },
    ...{ celularConfirmedAt: site.clock.now(), preguntaSecreta: null, respuestaHash: null },
    razonSocial: null,
    ...changes,
  })
  return id
}

export async function openCall(
  v: BrowserVisit,
  site: TestSite,
  changes: Partial<Cuenta> = {},
): Promise<void> {
  await v.goTo(abrirUrl(await storedCuenta(site, changes)))
  await v.submit({ motivoLlamada: 'clave_olvidada', numeroLlamada: '4821' }, 'Abrir la cuenta')
}

/** Opens a call whose caller passed all that an action takes. @returns its id. */
async function openProvenCall(
  v: BrowserVisit,
  site: TestSite,
  accion: Accion,
  changes: Partial<Cuenta> = {},
): Promise<string> {
  await openCall(v, site, changes)
  const id = v.address().searchParams.get('llamada') ?? ''
  const at = site.clock.now()
  await site.deps.store.transaction(async ({ llamadas }) => {
    const llamada = await llamadas.findById(id)
    const readBack = [{ channel: 'celular', accion, at: at.toISOString() }] as const
    if (llamada) await llamadas.save({ ...llamada, checkedAt: at, readBack: [...readBack] })
  })
  return id
}

/** Opens a caso of an account. */
export async function openCaso(site: TestSite): Promise<void> {
  const cuentaId = await storedCuenta(site)
  await site.deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findById(cuentaId)
    if (!cuenta) throw new Error('no account')
    const about = { ...cuenta, cuentaId, proofs: ['datos'] } as const
    await createCaso(site.deps, uow, OPERADOR, about, 'otro_representante')
  })
}

/** Opens the page of an action in such a call. */
export const openAccion =
  (accion: Accion): GoToState =>
  async (v, site) =>
    v.goTo(accionUrl(accion, await openProvenCall(v, site, accion)))

/** An agent who has just shown the second factor is about to ask for what another person decides. */
export const openRenewed =
  (accion: Accion, changes: Partial<Cuenta> = {}): GoToState =>
  async (v, site) => {
    const id = randomUUID()
    await enterAs(v, site, 'ejecutivo', id)
    const llamada = await openProvenCall(v, site, accion, changes)
    await enterAs(v, site, 'ejecutivo', id, llamada)
    await v.goTo(accionUrl(accion, llamada))
  }

/** They ask for it. */
export async function askLiberar(v: BrowserVisit, site: TestSite): Promise<void> {
  await openRenewed('pedir_liberar')(v, site)
  const fields = { motivoLiberar: 'creada_por_otra_persona', documentoVisto: 'cedula' }
  await v.submit(fields, 'Pedir que se libere')
}

/** What somebody asked for, as a supervisor who may decide it sees it. */
export async function openOrden(v: BrowserVisit, site: TestSite): Promise<void> {
  await askLiberar(v, site)
  const [, number = ''] = /pedido ([A-Z2-9]{8})/.exec(await v.text('main')) ?? []
  const orden = await site.deps.store.read(({ ordenes }) => ordenes.findByNumber(number))
  await enterAs(v, site, 'supervisor', randomUUID(), orden?.id)
  await v.goTo(ordenUrl(number))
}

/** The list with one whose owner objected: a supervisor granted it, and the account froze. */
export const objectedOrden: GoToState = async (v, site) => {
  const number = site.number()
  await registerConfirmed(site, number)
  const orden = await ask(site, number)
  await decide(site, orden)
  await objetar(site, emailOf(number))
  await enterAs(v, site, 'supervisor')
  await v.goTo(urls.ordenes)
}

/** An outbox in which messages wait for long, failed, and failed with a code that is over. */
async function fillOutbox(site: TestSite): Promise<void> {
  const { deps, clock } = site
  const now = clock.now()
  const cuentaId = await storedCuenta(site)
  const kinds = ['codigo', 'clave_cambiada', 'datos_actualizados'] as const
  await deps.store.transaction(async (uow) => {
    for (const [at, kind] of kinds.entries()) {
      const queuedAt = addMinutes(now, 3 * at - 20)
      const outgoing = { to: 'maria@ejemplo.cl', cuentaId, now: queuedAt, always: true }
      await enqueueAviso(deps, uow, { ...outgoing, aviso: SAMPLES[kind] })
    }
    const [code, changed, updated] = await uow.avisos.lease('correo', 'prueba', now, now, 3)
    await uow.avisos.abandon(code?.id ?? '', now, 'smtp_550', true)
    await uow.avisos.abandon(changed?.id ?? '', now, 'smtp_550', true)
    await uow.avisos.retry(updated?.id ?? '', addMinutes(now, 8), 'ETIMEDOUT')
    const to = (await uow.cuentas.findById(cuentaId))?.email ?? ''
    await markBounce(deps, uow, { to, cuentaId }, 'cerrado')
  })
}

/** A page of the outbox, with something in it. */
export const outbox =
  (url: string): GoToState =>
  async (v, site) => {
    await fillOutbox(site)
    await v.goTo(url)
  }

/** A page of a passport that nobody has. */
const passport = (number: string): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="840" height="560" font-family="sans-serif">
<rect width="840" height="560" fill="#f3efe4"/><rect width="840" height="70" fill="#7a2b2b"/>
<text x="30" y="46" font-size="30" fill="#fff">PASAPORTE · MUESTRA</text>
<rect x="40" y="110" width="220" height="290" fill="#cfd6dc"/><circle cx="150" cy="210" r="62" fill="#9aa7b2"/>
<path d="M55 400c0-80 40-115 95-115s95 35 95 115z" fill="#9aa7b2"/>
<g font-size="17" fill="#555"><text x="300" y="130">Número</text><text x="300" y="205">Nombres</text>
<text x="300" y="280">Apellidos</text><text x="300" y="355">Nacimiento</text><text x="580" y="355">Nacionalidad</text></g>
<g font-size="27"><text x="300" y="163">${number}</text><text x="300" y="238">MARÍA JOSÉ</text>
<text x="300" y="313">O'HIGGINS ÑUÑEZ</text><text x="300" y="388">01-12-1992</text><text x="580" y="388">PERUANA</text></g>
<g font-size="25" font-family="monospace"><text x="40" y="480">P&lt;PEROHIGGINS&lt;NUNEZ&lt;&lt;MARIA&lt;JOSE&lt;&lt;&lt;&lt;&lt;&lt;&lt;</text>
<text x="40" y="520">${number}&lt;0PER9212015F3001018&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;&lt;</text></g></svg>`),
  )
    .jpeg({ quality: 90 })
    .toBuffer()

/** A migrant's document waits. */
export async function sendDocumento(site: TestSite): Promise<void> {
  const number = `XY${100_000 + site.number()}`
  const { id: cuentaId } = await withCuenta(site.deps.store, {
    ...{ perfil: 'migrante', identificador: number, rutRepresentante: null },
    ...{ email: `x${site.number()}@correo.test`, emailRepresentante: null, celular: null, paisOrigen: 'PER' },
  })
  const prepared = {
    format: 'image/jpeg',
    bytes: await passport(number),
    receivedBytes: 9,
    scanResult: 'limpio',
  } as const
  await site.deps.store.transaction(async (uow) => {
    await saveDocumento(site.deps, uow, CONTEXT, { cuentaId, kind: 'identificacion' }, prepared)
  })
}

export const takeDocumento: GoToState = async (v, site) => {
  await sendDocumento(site)
  await v.goTo(urls.documentos)
  await v.press('Revisar el primero')
  await v.here()
  await v.page.frameLocator('iframe').locator('img').waitFor()
}
