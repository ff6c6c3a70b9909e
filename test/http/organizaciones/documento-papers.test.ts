import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { reviewDocumento } from '../../../src/application/staff/documentos/documentos.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import { OPERADOR } from '../../support/data/operador.ts'
import { loadRegistro, organismoOf } from '../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithCodigo,
  registerOrganizacion,
  updateOrganizacionCuenta,
} from '../../support/data/organizaciones.ts'
import { rutOf } from '../../support/data/personas.ts'
import { askFor, decide, openLink, sendFile, waitingOf } from '../../support/http/documento-link.ts'
import {
  actualizarFields,
  confirmEmail,
  emailOf,
  mailsFor,
  naturalCuenta,
  registerConfirmed,
  withCodigo,
} from '../../support/http/journeys.ts'
import { verifyByTwo } from '../../support/http/ordenes.ts'
import { textOf } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const RECEIVED = 'Recibimos su documento'
const EXPIRED = 'Este enlace ya no sirve'

describe('a document that staff asks for', () => {
  let p: TestProduct
  let number = 76_800_000
  const registro = new Map<string, Organismo>()
  const load = (changes: Partial<Organismo>) => {
    registro.set(rutOf(number), organismoOf(number, changes))
    return loadRegistro(p.deps, ...registro.values())
  }
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())
  beforeEach(() => {
    number++
    p.clock.advance({ hours: 2 })
  })

  const askOrganizacion = (kind: 'escritura' | 'e_rut' = 'escritura') =>
    askFor(p, { perfil: 'juridica', identificador: rutOf(number), kind, reason: 'representante' })
  /** An organisation with confirmed mailboxes. */
  async function organizacion() {
    const me = await registerOrganizacion(p, number)
    await markConfirmed(p, 'juridica', rutOf(number))
    return me
  }
  const cuenta = () => organizacionCuenta(p, number)

  it('verifies a natural person by the cédula, which proves nothing else', async () => {
    const person = number - 60_000_000
    await registerConfirmed(p, person)
    const order = {
      perfil: 'natural',
      identificador: rutOf(person),
      kind: 'cedula',
      reason: 'identidad',
    } as const
    expect(await askFor(p, order)).toMatchObject({
      result: 'bien',
      maskedEmail: expect.stringMatching(/\*{4}/),
    })
    const opened = await openLink(p, emailOf(person))
    expect(textOf(opened.page)).toContain('Su cédula de identidad, por el lado de la foto')
    expect(textOf(opened.page)).toContain('Necesitamos comprobar de quién es la cuenta.')
    expect((await sendFile(opened)).title).toBe(RECEIVED)
    const before = await naturalCuenta(p, person)
    expect(await decide(p, before.id)).toMatchObject({ identidadVerificada: true })
    const { identidad, version, updatedAt, ...after } = await naturalCuenta(p, person)
    expect(identidad).toBe('verificada')
    expect(before).toMatchObject(after)
  })

  it('verifies an organisation by its deed, as two people do, and tells its mailbox', async () => {
    await organizacion()
    await askOrganizacion()
    const opened = await openLink(p, emailOf(number))
    expect(textOf(opened.page)).toContain('La escritura o el poder que nombra al representante legal')
    expect((await sendFile(opened)).title).toBe(RECEIVED)
    const { id } = await cuenta()
    expect(await waitingOf(p, id)).toMatchObject([{ kind: 'escritura' }])
    expect(await decide(p, id)).toMatchObject({ result: 'bien', identidadVerificada: true })
    expect(await cuenta()).toMatchObject({ identidad: 'verificada', verifiedBy: 'operador' })
    const last = (await mailsFor(p, emailOf(number))).at(-1)
    expect(last?.text).toContain('La identidad de la organización quedó verificada.')
  })

  it('that is refused is asked for again by the notice', async () => {
    await organizacion()
    await askOrganizacion('e_rut')
    await sendFile(await openLink(p, emailOf(number)))
    await decide(p, (await cuenta()).id, 'no_es_documento')
    expect(await cuenta()).toMatchObject({ identidad: 'declarada' })
    const { page } = await openLink(p, emailOf(number), 'Enviar otro documento')
    expect(textOf(page)).toContain('El e-RUT de la organización')
    expect(textOf(page)).toContain('El archivo no es el documento que pedimos.')
  })

  it.each([
    ['another representative', { rutRepresentante: rutOf(9_000_001) }, 'otro_representante'],
    ['an OTEC no longer in force', { vigente: false }, 'otec_no_vigente'],
  ] as const)(
    'never passes what the register stops: with %s it waits on, until that is settled',
    async (_why, entry, stop) => {
      await organizacion()
      await askOrganizacion()
      await sendFile(await openLink(p, emailOf(number)))
      await load(entry)
      const { id } = await cuenta()
      const [documento] = await waitingOf(p, id)
      expect(await decide(p, id)).toEqual({ result: stop })
      expect(await waitingOf(p, id)).toEqual([documento])
      expect((await cuenta()).identidad).not.toBe('verificada')
      await verifyByTwo(p, number, { settles: true })
      expect(await decide(p, id)).toMatchObject({ result: 'bien' })
      expect((await cuenta()).identidad).toBe('verificada')
    },
  )

  it('of a former representative verifies no new one: it does not wait any more, nor does its link serve', async () => {
    const me = await organizacion()
    await askOrganizacion()
    const opened = await openLink(p, emailOf(number))
    await sendFile(opened)
    const { id } = await cuenta()
    const [documento] = await waitingOf(p, id)
    await askOrganizacion()
    const open = await openLink(p, emailOf(number))
    const change = organizacionActualizarFields(number, { rutRepresentante: rutOf(9_000_002) })
    await me.submitFrom(await organizacionWithCodigo(p, me, number), change)
    expect((await cuenta()).rutRepresentante).toBe(rutOf(9_000_002))
    expect(await waitingOf(p, id)).toEqual([])
    const verdict = { estado: 'verificado', reason: null } as const
    expect(await reviewDocumento(p.deps, OPERADOR, documento?.id ?? '', verdict)).toEqual({
      result: 'ya_decidido',
    })
    expect((await cuenta()).identidad).toBe('declarada')
    expect((await sendFile(open)).title).toBe(EXPIRED)
  })

  it('ends with a change of the mailbox that its link went to', async () => {
    const person = number - 60_000_000
    const me = await registerConfirmed(p, person)
    const order = {
      perfil: 'natural',
      identificador: rutOf(person),
      kind: 'cedula',
      reason: 'identidad',
    } as const
    await askFor(p, order)
    const open = await openLink(p, emailOf(person))
    const email = `otra${person}@correo.test`
    await me.submitFrom(await withCodigo(p, me, person), actualizarFields(person, { email }))
    await confirmEmail(p, email)
    expect((await naturalCuenta(p, person)).email).toBe(email)
    expect((await sendFile(open)).title).toBe(EXPIRED)
  })

  it.each([
    ['no_existe', {}, { identificador: rutOf(76_899_999) }],
    ['congelada', { estado: 'congelada' }, {}],
    ['cerrada', { estado: 'cerrada' }, {}],
    ['sin_correo', { email: null, emailConfirmedAt: null, emailRepresentanteConfirmedAt: null }, {}],
    ['correo_sin_confirmar', { emailConfirmedAt: null }, {}],
    ['no_corresponde', {}, { kind: 'cedula' }],
    ['no_corresponde', {}, { reason: 'identidad' }],
  ] as const)('is not asked for, with the answer «%s»: nothing is mailed', async (result, changes, order) => {
    await organizacion()
    await updateOrganizacionCuenta(p, number, changes)
    await p.dispatch()
    const sent = p.mail.sent.length
    const asked = {
      perfil: 'juridica',
      identificador: rutOf(number),
      kind: 'escritura',
      reason: 'representante',
      ...order,
    } as const
    expect(await askFor(p, asked)).toEqual({ result })
    await p.dispatch()
    expect(p.mail.sent.length).toBe(sent)
  })

  it('goes to the representative, confirmed, of an organisation without a mailbox', async () => {
    await organizacion()
    await updateOrganizacionCuenta(p, number, { email: null, emailConfirmedAt: null })
    expect(await askOrganizacion()).toMatchObject({ result: 'bien' })
    const { emailRepresentante } = await cuenta()
    expect((await sendFile(await openLink(p, emailRepresentante ?? ''))).title).toBe(RECEIVED)
  })
})
