/** Page states of the link with which a person sends a document. */
import { paths } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { markConfirmed } from '../../support/data/cuentas.ts'
import { nieCuenta, registerMigrante } from '../../support/data/migrantes.ts'
import { registerOrganizacion } from '../../support/data/organizaciones.ts'
import { nieOf, rutOf } from '../../support/data/personas.ts'
import { askFor, decide } from '../../support/http/documento-link.ts'
import { emailOf, enlaceFor } from '../../support/http/journeys.ts'
import type { TestSite } from '../../support/http/site.ts'
import { withCuenta } from './scenes.ts'
import { type GoToState, open } from './state.ts'

const SEND = 'Enviar documento'

/** Starts on the page of the link that a confirmed person was mailed. */
const asked = (proceed: (v: BrowserVisit) => Promise<unknown> = async () => {}): GoToState =>
  withCuenta(
    async (v, number, site) => {
      const order = { kind: 'cedula', reason: 'identidad' } as const
      await askFor(site, { perfil: 'natural', identificador: rutOf(number), ...order })
      await v.goTo(await enlaceFor(site, emailOf(number), 'Enviar mi documento'))
      await proceed(v)
    },
    { emailConfirmedAt: new Date() },
  )

/** Starts with a migrante whose document was refused, and whose mailbox nobody confirmed. */
const refused =
  (proceed: (v: BrowserVisit, number: number) => Promise<unknown> = async () => {}): GoToState =>
  async (v, site) => {
    const number = site.number()
    await registerMigrante(site, number)
    await decide(site, (await nieCuenta(site, number)).id, 'ilegible')
    await v.goTo(await enlaceFor(site, emailOf(number), 'Enviar otro documento'))
    await proceed(v, number)
  }

/** Starts on the page of the link that an organisation was mailed. */
const askedOfOrganizacion: GoToState = async (v, site: TestSite) => {
  const number = site.number() + 64_600_000
  await registerOrganizacion(site, number)
  await markConfirmed(site, 'juridica', rutOf(number))
  const order = { kind: 'escritura', reason: 'representante' } as const
  await askFor(site, { perfil: 'juridica', identificador: rutOf(number), ...order })
  await v.goTo(await enlaceFor(site, emailOf(number), 'Enviar mi documento'))
}

export const DOCUMENTO_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'documento pedido': asked(),
  'documento pedido con error': asked((v) => v.press(SEND)),
  'documento pedido con otro archivo': asked((v) =>
    v.submit({}, SEND, { name: 'cedula.txt', bytes: Buffer.from('hola') }),
  ),
  'documento recibido': asked((v) => v.submit({}, SEND)),
  'documento pedido sin confirmar': refused(),
  'documento pedido sin confirmar con errores': refused((v, number) =>
    v.submit({ nie: nieOf(number), fechaNacimiento: '04-10-1994' }, SEND),
  ),
  'documento pedido a organizacion': askedOfOrganizacion,
  'documento usado': open(paths.documento.usado),
  'documento vencido': open(paths.documento.vencido),
  'documento abrir otra vez': open(paths.documento.reabrir),
}
