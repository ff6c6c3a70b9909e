import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freezeCuenta } from '../../../../src/application/staff/cuentas/freeze-cuenta.ts'
import { applyPendingChanges } from '../../../../src/application/worker/apply-pending-changes.ts'
import { pasoUrl, paths } from '../../../../src/domain/urls.ts'
import { OPERADOR } from '../../../support/data/operador.ts'
import { loadRegistro, organismoOf } from '../../../support/data/organismos.ts'
import {
  organizacionActualizarFields,
  organizacionCuenta,
  organizacionWithRespuesta,
  registerOrganizacion,
} from '../../../support/data/organizaciones.ts'
import { CLAVE, rutOf } from '../../../support/data/personas.ts'
import {
  actualizarFields,
  codeFor,
  comeBack,
  confirmOn,
  emailOf,
  enlaceFor,
  mailsFor,
  naturalCuenta,
  noFuiYo,
  registerConfirmed,
  registerNaturalWith,
  requestEnlace,
  respond,
  shownProvisoria,
  validateForActualizar,
  validateForCambiar,
  withCodigo,
  withRespuesta,
} from '../../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser } from '../../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../../support/product/test-product.ts'
import { unfreezeCuenta } from '../../../support/staff/unfreeze.ts'

const NEW_CLAVE = 'Qu3ltehue!'
const thiefEmail = (number: number) => `ladron${number}@correo.test`

describe('an account that somebody attacks', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct({ env: { LIMIT_POSTS_PER_10_MINUTES: '10000' } })
  })
  afterAll(() => p.close())

  const anyone = () => new ScriptFreeBrowser(p.app)

  /** The thief's mailbox is asked for on a page of Actualizar, confirmed, and in effect a day later. */
  async function takeMailbox(number: number, data: LoadedPage, me: ScriptFreeBrowser, fields: object) {
    await me.submitFrom(data, { ...fields, email: thiefEmail(number) })
    await confirmOn(me, await me.open(await enlaceFor(p, thiefEmail(number), 'Confirmar mi correo')))
    p.clock.advance({ hours: 25 })
    await applyPendingChanges(p.deps)
  }

  it('gives no way back to a mailbox set with the answer alone when staff freeze it; its former one has it', async () => {
    const number = 45_460_001
    await registerConfirmed(p, number)
    const thief = anyone()
    await takeMailbox(number, await withRespuesta(thief, number), thief, actualizarFields(number))
    expect(await naturalCuenta(p, number)).toMatchObject({ email: thiefEmail(number) })
    await p.dispatch()
    const order = { perfil: 'natural', identificador: rutOf(number), reason: 'uso_sospechoso' } as const
    expect(await freezeCuenta(p.deps, OPERADOR, order)).toEqual({ result: 'bien', byMail: false })
    const told = (await mailsFor(p, thiefEmail(number))).at(-1)?.text ?? ''
    expect(told).toMatch(/Diga este número de caso: [A-Z2-9]{8}/)
    expect(told).not.toContain('Volver a usar mi cuenta')
    const before = (await mailsFor(p, thiefEmail(number))).length
    p.clock.advance({ hours: 24 * 11 })
    await requestEnlace(anyone(), number)
    expect(await mailsFor(p, thiefEmail(number))).toHaveLength(before)
  })

  it('and its former mailbox, which heard of the change, still takes it back', async () => {
    const number = 45_460_002
    await registerConfirmed(p, number)
    const thief = anyone()
    await takeMailbox(number, await withRespuesta(thief, number), thief, actualizarFields(number))
    const order = { perfil: 'natural', identificador: rutOf(number), reason: 'uso_sospechoso' } as const
    await freezeCuenta(p.deps, OPERADOR, order)
    await noFuiYo(p, emailOf(number))
    await comeBack(p, emailOf(number), NEW_CLAVE)
    expect(await naturalCuenta(p, number)).toMatchObject({ estado: 'activa', email: emailOf(number) })
  })

  it('keeps no thief’s mailbox while it is frozen, by time and a load of the register', async () => {
    const number = 76_460_004
    await registerOrganizacion(p, number)
    const registration = await enlaceFor(p, emailOf(number), 'No fui yo')
    const thief = anyone()
    const fields = organizacionActualizarFields(number, { claveParaConfirmar: CLAVE })
    await takeMailbox(number, await organizacionWithRespuesta(thief, number), thief, fields)
    const owner = anyone()
    await owner.press(await owner.open(registration), paths.enlacePages['no-fui-yo'])
    p.clock.advance({ hours: 24 * 12 })
    await loadRegistro(p.deps, organismoOf(number))
    expect(await unfreezeCuenta(p.deps, OPERADOR, 'juridica', rutOf(number))).toMatchObject({ byMail: false })
    expect(await organizacionCuenta(p, number)).toMatchObject({ estado: 'activa', email: null })
  })

  it('sends its owner a code in a browser where it was proven, however many links strangers asked for', async () => {
    const number = 45_460_005
    const me = await registerConfirmed(p, number)
    for (let i = 0; i < 12; i++) await requestEnlace(anyone(), number)
    await p.dispatch()
    await me.submitFrom(await validateForActualizar(me, number), {}, 'codigo')
    const codigo = await codeFor(p, emailOf(number))
    expect(codigo).toMatch(/^\d{6}$/)
  })

  it('keeps its temporary key alive, whatever a browser that once knew the answer types', async () => {
    const number = 45_460_006
    const me = await registerConfirmed(p, number)
    const thief = anyone()
    await respond(thief, number)
    await p.dispatch()
    const changed = actualizarFields(number, { preguntaNueva: 'p05', respuestaNueva: 'Hortensia Millapan' })
    await me.submitFrom(await withCodigo(p, me, number), changed)
    const key = shownProvisoria(await respond(me, number, 'Hortensia Millapan'))
    for (let i = 0; i < 6; i++) await validateForCambiar(thief, number, 'ABCDEFGHJK')
    expect((await validateForCambiar(me, number, key)).url).toBe(pasoUrl('natural', 'cambiar', 'nueva'))
  })

  it('says until when to whoever gave a code to a mailbox set with less, and asks for no other code', async () => {
    const number = 45_460_007
    await registerNaturalWith(p, number, { email: null, emailConfirmedAt: null })
    const me = anyone()
    const byClave = await me.submit(pasoUrl('natural', 'actualizar', 'clave'), {
      rut: rutOf(number),
      claveActual: CLAVE,
    })
    await me.submitFrom(byClave, actualizarFields(number))
    const data = await withCodigo(p, me, number)
    const changed = { preguntaNueva: 'p05', respuestaNueva: 'Hortensia Millapan' }
    const refused = await me.submitFrom(data, actualizarFields(number, changed))
    expect(refused.errors[0]).toMatch(/se puede cambiar desde las \d\d:\d\d del \d\d-\d\d-\d{4}/)
    expect(refused.errors.join()).not.toContain('Recibir un código')
    p.clock.advance({ hours: 24 * 10 + 1 })
    const later = await me.submitFrom(await withCodigo(p, me, number), actualizarFields(number, changed))
    expect(later.title).toBe('Datos actualizados')
  })
})
