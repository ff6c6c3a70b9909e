/** Page states of a sign-in that another system asks for. */
import { ingresarUrl } from '../../../src/domain/ingresar-paths.ts'
import { pasoUrl, paths } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { CLAVE, naturalRegistration, rutOf } from '../../support/data/personas.ts'
import { authorizeUrl, withSistema } from '../../support/http/ingresar.ts'
import type { TestSite } from '../../support/http/site.ts'
import { withCuenta } from './scenes.ts'
import { type GoToState, open } from './state.ts'

/** Arrives from a system of others with a long name; it gets people back at a page of ours, which no test leaves. */
async function arrive(v: BrowserVisit, site: TestSite, others: Record<string, string> = {}): Promise<void> {
  const id = `ajeno-${site.number()}`
  const sistema = await withSistema(site, {
    id,
    nombre: `Portal de Cursos de la Universidad del Sur y Compañía ${id}`,
    tipo: 'tercero',
    redirectUris: [site.base + paths.accesibilidad],
  })
  await v.goTo(authorizeUrl(sistema, others))
}

const toForm = async (v: BrowserVisit, site: TestSite) => {
  await arrive(v, site)
  await v.follow('Persona Natural')
}

export const INGRESAR_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  ingresar: (v, site) => arrive(v, site),
  'ingresar con un perfil': toForm,
  'ingresar con errores': async (v, site) => {
    await toForm(v, site)
    await v.submit({ rut: rutOf(76_123_456), clave: CLAVE }, 'Ingresar')
  },
  'permiso para ver datos': withCuenta(async (v, number, site) => {
    await toForm(v, site)
    await v.submit({ rut: rutOf(number), clave: CLAVE }, 'Ingresar')
    await v.page.waitForURL(`**${paths.ingresar.permiso}**`)
  }),
  'registrarse para otro sistema': (v, site) => arrive(v, site, { prompt: 'create' }),
  'registrado para otro sistema': async (v, site) => {
    await arrive(v, site, { prompt: 'create' })
    await v.goTo(pasoUrl('natural', 'registrar'))
    await v.submit(naturalRegistration(site.number()), 'Crear Cuenta')
  },
  'ingreso de otro navegador': open(ingresarUrl('natural', 'otro')),
}
