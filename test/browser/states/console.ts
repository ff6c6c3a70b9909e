/** Page states of the console: how staff enter, their own session, and the administration of staff. */

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { createCaso } from '../../../src/application/accounts/casos.ts'
import { saveDocumento } from '../../../src/application/accounts/documentos.ts'
import { enqueueAviso } from '../../../src/application/notices/avisos.ts'
import { markBounce } from '../../../src/application/notices/bounces.ts'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { indexNames } from '../../../src/application/worker/index-names.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import {
  aboutFuncionario,
  abrirUrl,
  accionUrl,
  avisosUrl,
  casosUrl,
  ordenUrl,
  paths,
  registrarUrl,
} from '../../../src/domain/urls.ts'
import { addMinutes } from '../../../src/domain/values/durations.ts'
import { SAMPLES } from '../../../src/mail/messages/samples.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { makePhoto } from '../../support/data/files.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { busyPanel } from '../../support/data/panel.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { rutOf } from '../../support/data/personas.ts'
import { signedIn } from '../../support/http/console.ts'
import type { TestSite } from '../../support/http/site.ts'
import { completeCuenta } from '../../support/storage/contract.ts'
import { type GoToState, open, submit } from './state.ts'

const { console: urls } = paths

/** A page as somebody of a role sees it. */
const as =
  (rol: Rol, goTo: GoToState): GoToState =>
  async (v, site) => {
    await enterAs(v, site, rol)
    await goTo(v, site)
  }

/** One about the staff that is marked ●, as who showed their second factor again sees it. */
const asRenewed =
  (goTo: GoToState): GoToState =>
  async (v, site) => {
    await enterAs(v, site, 'administrador', randomUUID(), STAFF_CHANGES)
    await goTo(v, site)
  }

/** A page about somebody else. */
const about =
  (path: Parameters<typeof aboutFuncionario>[0]): GoToState =>
  async (v, site) =>
    v.goTo(aboutFuncionario(path, (await signedIn(site, 'ejecutivo')).id))

/** Goes through the first step of an activation. */
async function choosePassword(v: BrowserVisit, site: TestSite): Promise<void> {
  const email = `nueva${site.number()}@sence.test`
  const order = { email, nombre: 'Eva Ríos', rol: 'ejecutivo', rut: null } as const
  const made = await createFuncionario(site.deps, OPERADOR, order)
  await v.goTo(made.result === 'bien' ? (made.url ?? '') : '')
  await v.submit({ contrasena: CONTRASENA, repetirContrasena: CONTRASENA }, 'Continuar')
}

/** @returns the id of an account that lacks something. */
async function storedCuenta(site: TestSite): Promise<string> {
  const cuenta = completeCuenta({
    ...{ identificador: rutOf(site.number()), emailRepresentante: null, celular: `9${site.number()}` },
    ...{ celularConfirmedAt: site.clock.now(), preguntaSecreta: null, respuestaHash: null },
    razonSocial: null,
  })
  await site.deps.store.transaction((uow) => uow.cuentas.create(cuenta))
  return cuenta.id
}

async function openCall(v: BrowserVisit, site: TestSite): Promise<void> {
  await v.goTo(abrirUrl(await storedCuenta(site)))
  await v.submit({ motivoLlamada: 'clave_olvidada', numeroLlamada: '4821' }, 'Abrir la cuenta')
}

/** Opens a call whose caller passed all that an action takes. @returns its id. */
async function openProvenCall(v: BrowserVisit, site: TestSite, accion: Accion): Promise<string> {
  await openCall(v, site)
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
async function openCaso(site: TestSite): Promise<void> {
  const cuentaId = await storedCuenta(site)
  await site.deps.store.transaction(async (uow) => {
    const cuenta = await uow.cuentas.findById(cuentaId)
    if (!cuenta) throw new Error('no account')
    const about = { ...cuenta, cuentaId, proofs: ['datos'] } as const
    await createCaso(site.deps, uow, OPERADOR, about, 'otro_representante')
  })
}

/** Opens the page of an action in such a call. */
const openAccion =
  (accion: Accion): GoToState =>
  async (v, site) =>
    v.goTo(accionUrl(accion, await openProvenCall(v, site, accion)))

/** An agent who has just shown the second factor asks for what another person decides. */
async function askLiberar(v: BrowserVisit, site: TestSite): Promise<void> {
  const id = randomUUID()
  await enterAs(v, site, 'ejecutivo', id)
  const llamada = await openProvenCall(v, site, 'pedir_liberar')
  await enterAs(v, site, 'ejecutivo', id, llamada)
  await v.goTo(accionUrl('pedir_liberar', llamada))
  const fields = { motivoLiberar: 'creada_por_otra_persona', documentoVisto: 'cedula' }
  await v.submit(fields, 'Pedir que se libere')
}

/** What somebody asked for, as a supervisor who may decide it sees it. */
async function openOrden(v: BrowserVisit, site: TestSite): Promise<void> {
  await askLiberar(v, site)
  const [, number = ''] = /pedido ([A-Z2-9]{8})/.exec(await v.text('main')) ?? []
  const orden = await site.deps.store.read(({ ordenes }) => ordenes.findByNumber(number))
  await enterAs(v, site, 'supervisor', randomUUID(), orden?.id)
  await v.goTo(ordenUrl(number))
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
const outbox =
  (url: string): GoToState =>
  async (v, site) => {
    await fillOutbox(site)
    await v.goTo(url)
  }
/** A migrant's document waits. */
async function sendDocumento(site: TestSite): Promise<void> {
  const cuenta = completeCuenta({
    ...{ perfil: 'migrante', identificador: `XY${100_000 + site.number()}`, rutRepresentante: null },
    ...{ email: `x${site.number()}@correo.test`, emailRepresentante: null, celular: null, paisOrigen: 'PE' },
  })
  const prepared = {
    format: 'image/jpeg',
    bytes: await makePhoto(),
    receivedBytes: 9,
    scanResult: 'limpio',
  } as const
  await site.deps.store.transaction(async (uow) => {
    await uow.cuentas.create(cuenta)
    await saveDocumento(site.deps, uow, CONTEXT, { cuentaId: cuenta.id, kind: 'identificacion' }, prepared)
  })
}

const takeDocumento: GoToState = async (v, site) => {
  await sendDocumento(site)
  await v.goTo(urls.documentos)
  await v.press('Revisar el primero')
  await v.here()
  await v.page.frameLocator('iframe').locator('img').waitFor()
}

export const CONSOLE_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'consola ingresar con errores': submit(urls.ingresar, 'Continuar', { email: 'eva', contrasena: '' }),
  'consola codigo': async (v, site) => {
    const { email } = await activeFuncionario(site.deps, { email: `eva${site.number()}@sence.test` })
    await v.goTo(urls.ingresar)
    await v.submit({ email, contrasena: CONTRASENA }, 'Continuar')
  },
  'consola activar telefono': choosePassword,
  'consola activar codigos': async (v, site) => {
    await choosePassword(v, site)
    const secret = (await v.text('.secret')).replaceAll(' ', '')
    await v.submit({ codigo: totpCode(secret, site.clock.now()) }, 'Continuar')
  },
  'consola inicio': as('supervisor', open(urls.home)),
  'consola mi sesion': as('ejecutivo', open(urls.own)),
  'consola avisos': as('supervisor', outbox(avisosUrl({ estado: 'todos' }))),
  'consola correos que no reciben': as('supervisor', outbox(urls.devueltos)),
  'consola personal': as('administrador', open(urls.personal)),
  'consola persona': as('administrador', about(urls.funcionario)),
  'consola cambiar el rol': asRenewed(about(urls.rolFuncionario)),
  'consola suspender': asRenewed(about(urls.suspenderFuncionario)),
  'consola agregar con errores': as(
    'administrador',
    submit(urls.agregarFuncionario, 'Agregar y enviar el enlace', { email: 'ana' }),
  ),
  'consola resultados': as('ejecutivo', async (v, site) => {
    for (const _ of ['one', 'another']) await storedCuenta(site)
    await indexNames(site.deps)
    await v.goTo(urls.buscar)
    await v.submit({ q: 'ohiggins maria' }, 'Buscar')
  }),
  'consola abrir una cuenta con errores': as('ejecutivo', async (v, site) => {
    await v.goTo(abrirUrl(await storedCuenta(site)))
    await v.submit({ numeroLlamada: '=1' }, 'Abrir la cuenta')
  }),
  'consola llamada': as('ejecutivo', openCall),
  'consola llamada con errores': as('ejecutivo', async (v, site) => {
    await openCall(v, site)
    const said = { nombreDicho: 'Otra', fechaNacimiento: '01-12-1992', direccionDicha: 'Los Aromos 1' }
    await v.submit({ ...said, contactoDicho: '987654321' }, 'Comprobar')
  }),
  'consola codigo de la llamada': as('ejecutivo', async (v, site) => {
    await openCall(v, site)
    await v.here()
    const ask = v.page.locator(`form[action="${urls.pedirCodigo}"] button`).first()
    await v.changePage(() => ask.click())
  }),
  'consola otra vez': as('ejecutivo', openAccion('cambiar_correo')),
  'consola congelar con errores': as('ejecutivo', async (v, site) => {
    await openAccion('congelar')(v, site)
    await v.press('Congelar la cuenta')
  }),
  'consola hecho': askLiberar,
  'consola resumen': async (v, site) => {
    await askLiberar(v, site)
    await v.press('Terminar la llamada')
  },
  'consola casos': as('ejecutivo', async (v, site) => {
    await openCaso(site)
    await v.goTo(casosUrl({ cuenta: 'con' }))
  }),
  'consola ordenes': async (v, site) => {
    await askLiberar(v, site)
    await v.goTo(urls.ordenes)
  },
  'consola orden': openOrden,
  'consola decidir una orden con errores': async (v, site) => {
    await openOrden(v, site)
    await v.follow('Conceder o rechazar')
    await v.press('Decidir')
  },
  'consola mis llamadas': as('ejecutivo', async (v, site) => {
    await openCall(v, site)
    await v.goTo(urls.llamadas)
  }),
  'consola panel': as('supervisor', async (v, site) => {
    await busyPanel(site.deps, rutOf(site.number()))
    await v.goTo(urls.panel)
    await v.here()
    expect(await v.page.locator('svg[role=img]').count()).toBe(7)
    expect(await v.page.locator('.chart__table table').count()).toBe(7)
  }),
  'consola bitacora': as('supervisor', open(`${urls.audit}?suceso=panel_visto&desde=2020-01-01`)),
  'consola abrir limites con errores': as(
    'supervisor',
    submit(urls.raiseLimits, 'Abrir límites', { red: 'sala', veces: '40' }),
  ),
  'consola registrar por telefono': as('ejecutivo', open(registrarUrl('natural'))),
  'consola registrar por telefono con errores': as(
    'ejecutivo',
    submit(registrarUrl('migrante'), 'Registrar y enviar el enlace', { nombres: 'Yulimar', email: 'yuli' }),
  ),
  'consola nadie con ese RUT': as('ejecutivo', async (v, site) => {
    await v.goTo(urls.buscar)
    await v.submit({ q: rutOf(site.number()) }, 'Buscar')
  }),
  'consola caso sin cuenta': as('ejecutivo', async (v, site) => {
    await v.goTo(urls.casoSinCuenta)
    await v.submit({ identificadorCaso: rutOf(site.number()), motivoCaso: 'sin_cuenta' }, 'Abrir el caso')
  }),
  'consola documentos': as('revisor', async (v, site) => {
    await sendDocumento(site)
    await v.goTo(urls.documentos)
  }),
  'consola documento': as('revisor', takeDocumento),
  'consola documento con errores': as('revisor', async (v, site) => {
    await takeDocumento(v, site)
    await v.submit({ decisionDocumento: 'verificado' }, 'Decidir y ver el siguiente')
  }),
  'consola sin permiso': as('revisor', open(urls.personal)),
  'consola no encontrada': open(`${urls.home}/nada`),
}
