import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { perfilesWith } from '../../../src/domain/forms/tramites.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import { htmlErrors } from '../../support/copy/html.ts'
import { proveOtec, RECUPERAR_URL, SOLICITAR_URL, withFacilitador } from '../../support/data/facilitadores.ts'
import { CLAVE, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import {
  actualizarFields,
  emailOf,
  enlaceFor,
  registerNatural,
  requestEnlace,
  respond,
  validateForActualizar,
  validateForCambiar,
  withRespuesta,
} from '../../support/http/journeys.ts'
import { type LoadedPage, ScriptFreeBrowser } from '../../support/http/script-free-browser.ts'
import { createTestProduct, type TestProduct } from '../../support/product/test-product.ts'

const OPERACIONES = [
  'registrar',
  'recuperar',
  'cambiar',
  'actualizar',
  'facilitador/solicitar',
  'facilitador/recuperar',
] as const
const FIRST_PASOS = OPERACIONES.flatMap((operacion) =>
  perfilesWith(operacion).map((perfil) => pasoUrl(perfil, operacion)),
)
const STATIC_PAGES = [
  '/',
  paths.masInformacion,
  paths.privacidad,
  paths.accesibilidad,
  '/no-existe',
  paths.enlaceExpired,
]

describe('every page is valid HTML', () => {
  let p: TestProduct
  beforeAll(async () => {
    p = await createTestProduct()
  })
  afterAll(() => p.close())

  it.each([...STATIC_PAGES, ...FIRST_PASOS])('%s', async (url) => {
    expect(await htmlErrors((await new ScriptFreeBrowser(p.app).open(url)).html)).toEqual([])
  })

  it.each(FIRST_PASOS)('%s with every field refused', async (url) => {
    const page = await new ScriptFreeBrowser(p.app).submit(url, { captcha: '' })
    expect(page.status).toBe(422)
    expect(await htmlErrors(page.html)).toEqual([])
  })

  /** @returns the number of an OTEC with an accepted facilitador. */
  const withFacilitadorAccepted = async (number: number) => {
    await withFacilitador(p, number + 65_000_000, number)
    return number + 65_000_000
  }

  const PASOS: [string, (me: ScriptFreeBrowser, number: number) => Promise<LoadedPage>][] = [
    ['the question', (me, number) => me.submit(pasoUrl('natural', 'recuperar'), { rut: rutOf(number) })],
    ['the temporary key', respond],
    ['the page after asking for the link', requestEnlace],
    ['the new CS', validateForCambiar],
    [
      'the changed CS',
      async (me, number) =>
        me.submitFrom(await validateForCambiar(me, number), {
          claveNueva: 'Qu3ltehue!',
          repetirClaveNueva: 'Qu3ltehue!',
        }),
    ],
    ['the proofs of Actualizar', validateForActualizar],
    ['the code', async (me, number) => me.submitFrom(await validateForActualizar(me, number), {}, 'codigo')],
    ['the data', withRespuesta],
    [
      'the data, updated with another e-mail',
      async (me, number) =>
        me.submitFrom(
          await withRespuesta(me, number),
          actualizarFields(number, { email: `otro${number}@correo.test` }),
        ),
    ],
    [
      'somebody who has an account',
      (me, number) => me.submit(pasoUrl('natural', 'registrar'), naturalRegistration(number)),
    ],
    [
      'the link that confirms',
      async (me, number) => me.open(await enlaceFor(p, emailOf(number), 'Confirmar mi correo')),
    ],
    ['the link «no fui yo»', async (me, number) => me.open(await enlaceFor(p, emailOf(number), 'No fui yo'))],
    [
      'a list of facilitators',
      async (me, number) => proveOtec(me, SOLICITAR_URL, await withFacilitadorAccepted(number)),
    ],
    [
      'a facilitator let go',
      async (me, number) => {
        await proveOtec(me, SOLICITAR_URL, await withFacilitadorAccepted(number))
        return me.open(pasoUrl('juridica', 'facilitador/solicitar', 'retirar'))
      },
    ],
    [
      'a facilitator recovered',
      async (me, number) => proveOtec(me, RECUPERAR_URL, await withFacilitadorAccepted(number)),
    ],
    ['a wrong CS', (me, number) => validateForCambiar(me, number, `${CLAVE}x`)],
  ]
  it.each(PASOS)('%s', async (_name, reach) => {
    const number = 14_000_000 + PASOS.findIndex(([, which]) => which === reach)
    await registerNatural(p, number)
    expect(await htmlErrors((await reach(new ScriptFreeBrowser(p.app), number)).html)).toEqual([])
  })
})
