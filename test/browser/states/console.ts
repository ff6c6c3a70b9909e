/** Page states of the console. */

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { restartFuncionario } from '../../../src/application/staff/funcionarios/restart-funcionario.ts'
import { OWN_ACCESS } from '../../../src/application/staff/passkeys/owner.ts'
import { raiseLimits } from '../../../src/application/staff/raise-limits.ts'
import { SISTEMA_CHANGES } from '../../../src/application/staff/sistemas/change-one.ts'
import { indexNames } from '../../../src/application/worker/index-names.ts'
import { sistemaUrl } from '../../../src/domain/sistema-urls.ts'
import type { Rol } from '../../../src/domain/staff/roles.ts'
import {
  aboutFuncionario,
  abrirUrl,
  avisosUrl,
  casosUrl,
  paths,
  registrarUrl,
} from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { enterAs } from '../../support/browser/console-visit.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { busyPanel } from '../../support/data/panel.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { sistemaOf } from '../../support/data/sistemas.ts'
import { signedIn } from '../../support/http/console.ts'
import type { TestSite } from '../../support/http/site.ts'
import {
  askLiberar,
  objectedOrden,
  openAccion,
  openCall,
  openCaso,
  openOrden,
  openRenewed,
  outbox,
  sendDocumento,
  storedCuenta,
  takeDocumento,
} from './console-scenes.ts'
import { type GoToState, open, submit } from './state.ts'

const { console: urls } = paths

/** A page as somebody of a role sees it. */
const as =
  (rol: Rol, goTo: GoToState): GoToState =>
  async (v, site) => {
    await enterAs(v, site, rol)
    await goTo(v, site)
  }

/** One about staff, systems or oneself that is marked ●, as who showed their second factor again sees it. */
const asRenewed =
  (goTo: GoToState, renewedFor = STAFF_CHANGES): GoToState =>
  async (v, site) => {
    await enterAs(v, site, 'administrador', randomUUID(), renewedFor)
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
  'consola agregar con errores': asRenewed(
    submit(urls.agregarFuncionario, 'Agregar y enviar el enlace', { email: 'ana' }),
  ),
  'consola registrar un sistema con errores': asRenewed(
    submit(urls.registrarSistema, 'Registrar', {
      nombreSistema: 'Cursos',
      direccionesVuelta: 'https://*.cl',
    }),
    SISTEMA_CHANGES,
  ),
  'consola sistema': as('administrador', async (v, site) => {
    const id = `sistema${site.number()}`
    const sistema = sistemaOf({ id, nombre: id, redirectUris: ['https://a.test/1', 'https://a.test/2'] })
    await site.deps.store.transaction(({ sistemas }) => sistemas.create(sistema))
    await v.goTo(sistemaUrl(id))
  }),
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
  'consola pedir reunir con errores': async (v, site) => {
    await openRenewed('pedir_reunir', { perfil: 'migrante', identificador: nieOf(site.number()) })(v, site)
    await v.press('Pedir que se reúnan')
  },
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
  'consola limites': as('supervisor', async (v, site) => {
    for (const network of ['203.0.113.0/24', '2001:db8:aaaa:bbbb::/64'])
      await raiseLimits(site.deps, OPERADOR, { network, reason: 'sala_de_clases', times: 5 })
    await v.goTo(urls.raisedLimits)
  }),
  'consola bitacora de una cuenta con errores': as(
    'supervisor',
    submit(`${urls.auditCuenta}?suceso=cuenta_creada`, 'Ver lo de esta cuenta', {}),
  ),
  'consola orden a la que su dueno se opuso': objectedOrden,
  'consola pedir un reinicio': asRenewed(about(urls.pedirReinicio)),
  'consola reiniciar': asRenewed(async (v, site) => {
    const { id } = await signedIn(site, 'ejecutivo')
    const asks = funcionario((await signedIn(site, 'administrador')).id, 'administrador', STAFF_CHANGES)
    await restartFuncionario(site.deps, asks, { id, rut: null, turn: 'pedir' })
    await v.goTo(aboutFuncionario(urls.reiniciarFuncionario, id))
  }),
  'consola cambiar la contrasena con errores': asRenewed(
    submit(urls.ownContrasena, 'Cambiar mi contraseña', { contrasena: 'corta' }),
    OWN_ACCESS,
  ),
  'consola pedir codigos nuevos': asRenewed(open(urls.ownCodigosNuevos), OWN_ACCESS),
  'consola llaves': as('ejecutivo', open(urls.passkeys)),
  'consola sin permiso': as('revisor', open(urls.personal)),
  'consola no encontrada': open(`${urls.home}/nada`),
}
