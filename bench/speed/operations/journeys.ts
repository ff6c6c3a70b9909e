/** Every operation once, as the tests do it. */
import { pedido, proveOtec, registerOtec, SOLICITAR_URL } from '../../../test/support/data/facilitadores.ts'
import { registerMigrante } from '../../../test/support/data/migrantes.ts'
import { registerOrganizacion } from '../../../test/support/data/organizaciones.ts'
import { CLAVE } from '../../../test/support/data/personas.ts'
import {
  actualizarFields,
  cambiar,
  emailOf,
  enlaceFor,
  registerNatural,
  requestEnlace,
  respond,
  withCodigo,
  withRespuesta,
} from '../../../test/support/http/journeys.ts'
import { ScriptFreeBrowser } from '../../../test/support/http/script-free-browser.ts'
import type { CountedRequest, WatchedProduct } from './watched-product.ts'

/** One row of the report: an operation's step, and the request that it is about. */
export interface Step {
  what: string
  request: CountedRequest
}

/**
 * @param number of the persons; nobody else may have it or the next five.
 */
export async function runOperations(
  { product: p, requestsOf }: WatchedProduct,
  number: number,
): Promise<Step[]> {
  const steps: Step[] = []
  /** Keeps the counts of the named requests of a step. */
  const count = async <T>(names: Record<string, string>, run: () => Promise<T>): Promise<T> => {
    let result: T | undefined
    const requests = await requestsOf(async () => {
      result = await run()
    })
    for (const [what, name] of Object.entries(names)) {
      const request = requests.find((one) => one.name === name)
      if (!request) throw new Error(`${name} was not asked for: ${requests.map((one) => one.name).join()}`)
      steps.push({ what, request })
    }
    return result as T
  }
  const first = 'GET /natural/registrar'
  const visitor = new ScriptFreeBrowser(p.app)
  await count({ 'a form, first visit': first }, () => visitor.open('/natural/registrar'))
  await count({ 'a form, later visit': first }, () => visitor.open('/natural/registrar'))

  await count({ 'registrar (natural)': 'POST /natural/registrar' }, () => registerNatural(p, number))
  const confirmation = await enlaceFor(p, emailOf(number), 'Confirmar mi correo')
  await count({ 'button of /enlace/confirmar-correo': 'POST /enlace/confirmar-correo' }, async () =>
    visitor.press(await visitor.open(confirmation), '/enlace/confirmar-correo'),
  )
  await count(
    {
      'cambiar, the right key': 'POST /natural/cambiar',
      'cambiar, the new key': 'POST /natural/cambiar/nueva',
    },
    () => cambiar(visitor, number, CLAVE, CLAVE.toLowerCase()),
  )
  await count(
    {
      'recuperar, the identifier': 'POST /natural/recuperar',
      'recuperar, the secret answer': 'POST /natural/recuperar/pregunta',
    },
    () => respond(visitor, number),
  )
  await registerNatural(p, number + 1)
  await count({ 'recuperar, the link by mail': 'POST /natural/recuperar/correo' }, () =>
    requestEnlace(visitor, number + 1),
  )
  const data = await count(
    {
      'actualizar, the registered data': 'POST /natural/actualizar',
      'actualizar, the secret answer': 'POST /natural/actualizar/seguridad',
    },
    () => withRespuesta(visitor, number + 1),
  )
  await count({ 'actualizar, the new data': 'POST /natural/actualizar/datos' }, () =>
    visitor.submitFrom(data, { ...actualizarFields(number + 1), numero: '124', claveParaConfirmar: CLAVE }),
  )
  await registerNatural(p, number + 2)
  await count({ 'actualizar, the mailed code': 'POST /natural/actualizar/codigo' }, () =>
    withCodigo(p, visitor, number + 2),
  )
  await count({ 'registrar (juridica)': 'POST /juridica/registrar' }, () =>
    registerOrganizacion(p, number + 3),
  )
  await count({ 'registrar (migrante)': 'POST /migrante/registrar' }, () => registerMigrante(p, number + 4))
  const otec = await registerOtec(p, number + 5)
  const form = await count({ "facilitador, the OTEC's key": `POST ${SOLICITAR_URL}` }, () =>
    proveOtec(otec, SOLICITAR_URL, number + 5),
  )
  await count({ 'facilitador, the invitation': `POST ${SOLICITAR_URL}/nuevo` }, () =>
    otec.submitFrom(form, pedido(number + 5)),
  )
  return steps
}
