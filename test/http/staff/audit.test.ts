/** What is sent to the console leaves in the audit what its route declares (product.md “Audit”). */
import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saveDocumento } from '../../../src/application/accounts/documentos.ts'
import { STAFF_CHANGES } from '../../../src/application/staff/funcionarios/change-funcionario.ts'
import { createFuncionario } from '../../../src/application/staff/funcionarios/create-funcionario.ts'
import { openLlamada } from '../../../src/application/staff/llamadas/open-llamada.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { documentosUrl } from '../../../src/domain/documento-urls.ts'
import type { Accion } from '../../../src/domain/staff/acciones.ts'
import type { CallChannel } from '../../../src/domain/staff/call-channels.ts'
import {
  abrirUrl,
  accionUrl,
  decidirOrdenUrl,
  llamadaUrl,
  paths,
  tomarUrl,
} from '../../../src/domain/urls.ts'
import type { SessionStack } from '../../../src/http/session/session-stack.ts'
import { consoleRooms } from '../../../src/http/staff/entrance.ts'
import { CONTEXT } from '../../support/data/askers.ts'
import { reachableCuenta } from '../../support/data/cuentas.ts'
import { funcionario } from '../../support/data/funcionarios.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { activeFuncionario, CONTRASENA, totpCode } from '../../support/data/personal.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { signedIn, signedInToDecide } from '../../support/http/console.ts'
import { ATTACHMENT, type FormFields, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const { console: urls } = paths
const NO_SESSIONS: SessionStack = {
  load: (_req: Request, _res: Response, next) => next(),
  storedId: () => '',
  end: async () => {},
}
const OPENING = { motivoLlamada: 'clave_olvidada', numeroLlamada: '4821' }

/** What each action is sent with; with which code read back, and for which account. */
interface Sent {
  fields?: FormFields
  codigo?: CallChannel
  cuenta?: Partial<Cuenta>
}
const ACTS: Record<Exclude<Accion, 'registrar' | 'cerrar_caso'>, Sent> = {
  reenviar_aviso: { cuenta: { emailConfirmedAt: null } },
  abrir_caso: {},
  pedir_documento: { fields: { documentoPedido: 'cedula' } },
  pedir_liberar: { fields: { motivoLiberar: 'creada_por_otra_persona', documentoVisto: 'cedula' } },
  pedir_invitar: {
    fields: { motivoInvitar: 'correo_perdido', documentoVisto: 'cedula', email: 'otro@correo.test' },
  },
  pedir_descongelar: {
    cuenta: { estado: 'congelada', wayBack: 'mesa' },
    fields: { motivoDescongelar: 'vuelve_su_dueno', documentoVisto: 'cedula', email: 'otro@correo.test' },
  },
  pedir_verificar: { fields: { motivoVerificar: 'papeles_vistos', documentoVisto: 'cedula' } },
  pedir_cambiar_contactos: {
    cuenta: { celularConfirmedAt: null },
    fields: {
      motivoCambiarContactos: 'canal_perdido',
      documentoVisto: 'cedula',
      celular: '',
      correoNuevo: 'otro@correo.test',
    },
  },
  pedir_representante: {
    cuenta: { perfil: 'juridica' },
    fields: {
      ...{ motivoRepresentante: 'nuevo_representante', documentoVisto: 'poder' },
      ...{ rutRepresentante: rutOf(9_000_003), nombres: 'Eva Soto' },
    },
  },
  pedir_reunir: {
    cuenta: { perfil: 'migrante', identificador: nieOf(44_900_000) },
    // That of the first account made here.
    fields: { motivoReunir: 'tiene_las_dos', documentoVisto: 'cedula', rut: rutOf(44_000_001) },
  },
  congelar: { fields: { motivoCongelar: 'uso_sospechoso' } },
  enviar_enlace: {},
  enviar_provisoria: {},
  reabrir: { codigo: 'celular' },
  descongelar: { codigo: 'celular', cuenta: { estado: 'congelada', wayBack: 'mesa' } },
  cambiar_correo: { codigo: 'celular', fields: { email: 'nuevo@correo.test' } },
  cambiar_celular: { codigo: 'email', fields: { celular: '87654321' } },
}

describe('what is sent to the console', () => {
  let p: TestProduct
  let number = 44_000_000
  let last = 0
  const declared = new Map<string, readonly string[]>()
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
    for (const { url, method, audit } of consoleRooms(p.product.services, NO_SESSIONS).flatMap(
      (room) => room.declared,
    ))
      if (method === 'post' && audit !== 'nothing') declared.set(url, audit)
  })
  afterAll(() => p.close())

  const events = async (): Promise<string[]> => {
    const entries = await p.deps.store.transaction((uow) => uow.audit.findAfter(last, 1_000))
    last = entries.at(-1)?.number ?? last
    return entries.map(({ event }) => event)
  }
  /** Which of the declared events the last POST left; what its page shows is not one that it did. */
  const left = async (url: string) => {
    const written = await events()
    const done = declared.get(url)?.filter((event) => !/_vist[ao]$/.test(event)) ?? []
    return [url, done.filter((event) => written.includes(event)).length > 0 ? 'audited' : written.join(' ')]
  }
  const newCuenta = (change: Partial<Cuenta> = {}) => reachableCuenta(p, ++number, change)
  const agent = async () => (await signedIn(p, 'ejecutivo')).id
  /** A call of somebody whose caller passed the check, in a browser of theirs. */
  const called = async (accion: Accion, { codigo, cuenta }: Sent = {}) => {
    const id = await agent()
    const { id: cuentaId } = await newCuenta(cuenta)
    const opened = await openLlamada(p.deps, funcionario(id), {
      ...{ cuentaId, reason: 'otra_consulta', callNumber: '' },
    })
    if (opened.result !== 'bien') throw new Error(opened.result)
    const at = p.clock.now()
    const readBack = codigo ? [{ channel: codigo, accion, at: at.toISOString() }] : []
    await p.deps.store.transaction((uow) => uow.llamadas.save({ ...opened.llamada, checkedAt: at, readBack }))
    const { me } = await signedIn(p, 'ejecutivo', id, opened.llamada.id)
    return { me, llamada: opened.llamada.id, cuentaId }
  }

  it('in a call leaves the event of its action', async () => {
    const found: string[][] = []
    for (const [name, sent] of Object.entries(ACTS)) {
      const accion = name as keyof typeof ACTS
      const { me, llamada } = await called(accion, sent)
      const page = await me.open(accionUrl(accion, llamada))
      await events()
      const after = await me.submitFrom(page, sent.fields ?? {})
      found.push(await left(urls.acciones[accion]))
      if (accion !== 'abrir_caso') continue
      const [, numeroCaso = ''] = /caso: <strong>([A-Z2-9]{8})/.exec(after.html) ?? []
      await me.submit(accionUrl('cerrar_caso', llamada), { numeroCaso, finDelCaso: 'resuelto' })
      found.push(await left(urls.acciones.cerrar_caso))
    }
    expect(found.filter(([, how]) => how !== 'audited')).toEqual([])
    expect(found).toHaveLength(Object.keys(ACTS).length + 1)
  })

  it('about a call, an orden or a person leaves what its route declares', async () => {
    const found: string[][] = []
    const { me } = await signedIn(p, 'ejecutivo')
    const cuenta = await newCuenta()
    const opened = await me.submit(abrirUrl(cuenta.id, ''), OPENING)
    found.push(await left(urls.abrir))
    const checked = await me.submitFrom(opened, {
      ...{ nombreDicho: 'otra', fechaNacimiento: '01-12-1992', contactoDicho: 'otro@correo.test' },
      direccionDicha: 'otra 1',
    })
    found.push(await left(urls.llamada))
    const asked = await me.press(await me.open(opened.url), urls.pedirCodigo)
    found.push(await left(urls.pedirCodigo))
    await me.submitFrom(asked, { codigo: '000000' })
    found.push(await left(urls.decirCodigo))
    const taken = await me.submit(tomarUrl(cuenta.id, ''), OPENING)
    found.push(await left(urls.tomar))
    await me.press(taken, urls.terminarLlamada)
    found.push(await left(urls.terminarLlamada))
    expect(checked.status).toBe(422)

    const { me: asking, llamada } = await called('pedir_liberar')
    const done = await asking.submit(accionUrl('pedir_liberar', llamada), {
      ...{ motivoLiberar: 'creada_por_otra_persona', documentoVisto: 'cedula' },
    })
    const [, orden = ''] = /pedido ([A-Z2-9]{8})/.exec(done.html) ?? []
    await events()
    const { me: decider } = await signedInToDecide(p, orden)
    await decider.submit(decidirOrdenUrl(orden), { decision: 'rechazar' })
    found.push(await left(urls.decidirOrden))

    const { me: boss } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
    await boss.submit(urls.agregarFuncionario, {
      ...{ nombreFuncionario: 'Ana Soto', email: 'ana@sence.test', rol: 'ejecutivo', rutFuncionario: '' },
    })
    found.push(await left(urls.agregarFuncionario))
    const who = await agent()
    await boss.press(await boss.open(`${urls.funcionario}?funcionario=${who}`), urls.endSessions)
    found.push(await left(urls.endSessions))
    await boss.submit(`${urls.rolFuncionario}?funcionario=${who}`, { rol: 'revisor' })
    found.push(await left(urls.rolFuncionario))
    await boss.submit(`${urls.suspenderFuncionario}?funcionario=${who}`, {})
    found.push(await left(urls.suspenderFuncionario))
    await boss.submit(`${urls.pedirReinicio}?funcionario=${who}`, {})
    found.push(await left(urls.pedirReinicio))
    const { me: second } = await signedIn(p, 'administrador', randomUUID(), STAFF_CHANGES)
    await second.submit(`${urls.reiniciarFuncionario}?funcionario=${who}`, {})
    found.push(await left(urls.reiniciarFuncionario))
    expect(found.filter(([, how]) => how !== 'audited')).toEqual([])
    expect((await me.open(llamadaUrl('nada'))).status).toBe(409)
  })

  it('about a document leaves what its route declares', async () => {
    const found: string[][] = []
    const { bytes } = ATTACHMENT
    const prepared = { format: 'image/png', bytes, receivedBytes: 9, scanResult: 'limpio' } as const
    const { id: cuentaId } = await newCuenta()
    await p.deps.store.transaction((uow) =>
      saveDocumento(p.deps, uow, CONTEXT, { cuentaId, kind: 'cedula' }, prepared),
    )
    const { me } = await signedIn(p, 'revisor')
    const take = async () => me.press(await me.open(urls.documentos), urls.tomarDocumento)
    const taken = await take()
    found.push(await left(urls.tomarDocumento))
    await me.press(taken, urls.soltarDocumento)
    found.push(await left(urls.soltarDocumento))
    await me.submitFrom(await take(), { decisionDocumento: 'ilegible' })
    found.push(await left(urls.revisar))
    const decided = await me.open(documentosUrl({ estado: 'decidido' }))
    await me.submitFrom(await me.open(/href="([^"]*reabrir[^"]*)"/.exec(decided.html)?.[1] ?? ''), {})
    found.push(await left(urls.reabrirDocumento))
    expect(found.filter(([, how]) => how !== 'audited')).toEqual([])
  })

  it('to enter, to show the second factor again and to leave leaves that', async () => {
    const found: string[][] = []
    const made = await createFuncionario(p.deps, OPERADOR, {
      ...({ email: 'nueva@sence.test', nombre: 'Eva Ríos', rol: 'ejecutivo', rut: null } as const),
    })
    const newcomer = new ScriptFreeBrowser(p.app)
    const chosen = { contrasena: CONTRASENA, repetirContrasena: CONTRASENA }
    const link = made.result === 'bien' ? (made.url ?? '') : ''
    const phone = await newcomer.submitFrom(await newcomer.open(link), chosen)
    const [, typed = ''] = />([A-Z2-7 ]{20,})<\/code>/.exec(phone.html) ?? []
    await newcomer.submitFrom(phone, { codigo: totpCode(typed.replaceAll(' ', ''), p.clock.now()) })
    found.push(await left(urls.activarTelefono))
    const { email, secret, codes } = await activeFuncionario(p.deps, { email: 'entra@sence.test' })
    p.clock.advance({ minutes: 1 })
    const me = new ScriptFreeBrowser(p.app)
    await events()
    const second = await me.submit(urls.ingresar, { email, contrasena: CONTRASENA })
    found.push(await left(urls.ingresar))
    const home = await me.submitFrom(second, { codigo: totpCode(secret, p.clock.now()) })
    found.push(await left(urls.codigo))
    const other = new ScriptFreeBrowser(p.app)
    await other.submit(urls.ingresar, { email, contrasena: CONTRASENA })
    await events()
    await other.submit(urls.recuperacion, { codigoRecuperacion: codes[0] ?? '' })
    found.push(await left(urls.recuperacion))
    const opened = await me.submit(abrirUrl((await newCuenta()).id, ''), OPENING)
    const [, llamada = ''] = /llamada=([^&]+)/.exec(opened.url) ?? []
    const held = await p.deps.store.read(({ llamadas }) => llamadas.findById(llamada))
    const readBack = [
      { channel: 'celular', accion: 'cambiar_correo', at: p.clock.now().toISOString() },
    ] as const
    if (held) await p.deps.store.transaction((uow) => uow.llamadas.save({ ...held, readBack }))
    await events()
    await me.submit(accionUrl('cambiar_correo', llamada), { codigo: '000000' })
    found.push(await left(urls.otraVez))
    await me.press(await me.open(urls.own), urls.endOne)
    found.push(await left(urls.endOne))
    await me.press(home, urls.salir)
    found.push(await left(urls.salir))
    expect((await me.open(urls.home)).url).toBe(urls.ingresar)
    await me.press(home, urls.salir)
    expect(await events()).toEqual([])
    const again = await signedIn(p, 'ejecutivo')
    await again.me.press(await again.me.open(urls.own), urls.endAll)
    found.push(await left(urls.endAll))
    expect(found.filter(([, how]) => how !== 'audited')).toEqual([])
  })
})
