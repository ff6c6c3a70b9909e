/** Page states of personas juridicas, where they differ from the common ones. */

import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { Organismo } from '../../../src/domain/organisations/organismo.ts'
import { pasoUrl } from '../../../src/domain/urls.ts'
import type { BrowserVisit } from '../../support/browser/browser-visit.ts'
import { answerPregunta } from '../../support/browser/stories.ts'
import { loadRegistro, organismoOf, REPRESENTANTE } from '../../support/data/organismos.ts'
import { registerOrganizacion, updateOrganizacionCuenta } from '../../support/data/organizaciones.ts'
import { CLAVE, juridicaRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { emailOf } from '../../support/http/journeys.ts'
import type { TestSite } from '../../support/http/site.ts'
import { type GoToState, open, submit } from './state.ts'

const REGISTRAR_URL = pasoUrl('juridica', 'registrar')
const OTHER_REPRESENTANTE = rutOf(9_000_001)

/** Where the registro reaches an organisation. */
const CHANNEL = { email: 'contacto@organismo.test', celular: '987654321' }

const nextNumber = (site: TestSite) => site.number() + 64_500_000

/** Registers an organizacion that is in the registro. */
const registering =
  (organismo: Partial<Organismo>): GoToState =>
  async (v, site) => {
    const number = nextNumber(site)
    await loadRegistro(site.deps, organismoOf(number, organismo))
    await submit(REGISTRAR_URL, 'Crear Cuenta', juridicaRegistration(number))(v, site)
  }

/** Starts with a registered organizacion, with changes to its stored cuenta and to the registro. */
const withCuenta =
  (
    proceed: (v: BrowserVisit, number: number) => Promise<unknown>,
    { cuenta, organismo }: { cuenta?: Partial<Cuenta>; organismo?: Partial<Organismo> } = {},
  ): GoToState =>
  async (v, site) => {
    const number = nextNumber(site)
    await registerOrganizacion(site, number)
    if (cuenta) await updateOrganizacionCuenta(site, number, cuenta)
    if (organismo) await loadRegistro(site.deps, organismoOf(number, organismo))
    await proceed(v, number)
  }

const withProvisoria = async (v: BrowserVisit, number: number) => {
  await answerPregunta(v, 'juridica', number)
}
const withClave = async (v: BrowserVisit, url: string, number: number) => {
  await v.goTo(url)
  await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
}
const goToCambiar = (v: BrowserVisit, number: number) => withClave(v, pasoUrl('juridica', 'cambiar'), number)
const goToSeguridad = async (v: BrowserVisit, number: number) => {
  await v.goTo(pasoUrl('juridica', 'actualizar'))
  const data = { rutRepresentante: REPRESENTANTE, emailRegistrado: emailOf(number) }
  await v.submit({ rut: rutOf(number), ...data }, 'Validar')
}
const goToDatos = async (v: BrowserVisit, number: number) => {
  await goToSeguridad(v, number)
  await v.submit({ preguntaSecreta: 'p03', respuestaSecreta: RESPUESTA }, 'Validar')
}

export const JURIDICA_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  'juridica registrar': open(REGISTRAR_URL),
  'juridica registrar vacio': submit(REGISTRAR_URL, 'Crear Cuenta'),
  'juridica registrar otro representante': registering({ rutRepresentante: OTHER_REPRESENTANTE }),
  'juridica registrar listo coincide': registering({
    razonSocial: 'Instituto de Formación, Oficios, Idiomas y Capacitación Laboral de la Macrozona Norte SpA',
    ...CHANNEL,
  }),
  'juridica registrar codigo del registro': async (v, site) => {
    await registering(CHANNEL)(v, site)
    await v.press('Enviar código a la organización')
  },
  'juridica registrar listo declarada': (v, site) =>
    submit(REGISTRAR_URL, 'Crear Cuenta', juridicaRegistration(nextNumber(site)))(v, site),
  'juridica registrar alto no vigente': registering({ vigente: false }),
  'juridica registrar alto ya registrada': withCuenta((v, number) =>
    v.goTo(REGISTRAR_URL).then(() => v.submit(juridicaRegistration(number), 'Crear Cuenta')),
  ),

  'juridica recuperar': open(pasoUrl('juridica', 'recuperar')),
  'juridica recuperar listo': withCuenta(withProvisoria),
  'juridica recuperar alto otro representante': withCuenta(withProvisoria, {
    organismo: { rutRepresentante: OTHER_REPRESENTANTE },
  }),
  'juridica recuperar alto con caso': withCuenta(
    async (v, number) => {
      await withProvisoria(v, number)
      await v.press('Pedir un número de caso')
    },
    { organismo: { rutRepresentante: OTHER_REPRESENTANTE } },
  ),

  'juridica cambiar': open(pasoUrl('juridica', 'cambiar')),
  'juridica cambiar listo con faltas': withCuenta(
    async (v, number) => {
      await goToCambiar(v, number)
      await v.submit({ claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' }, 'Cambiar Clave')
    },
    { cuenta: { rutRepresentante: null, direccion: null } },
  ),

  'juridica cambiar alto no vigente': withCuenta(goToCambiar, { organismo: { vigente: false, ...CHANNEL } }),
  'juridica cambiar codigo del registro': withCuenta(
    async (v, number) => {
      await goToCambiar(v, number)
      await v.press('Enviar código a la organización')
      await v.submit({ codigo: '000000' }, 'Verificar')
    },
    { organismo: { rutRepresentante: OTHER_REPRESENTANTE, ...CHANNEL } },
  ),
  'juridica cambiar alto con codigo': withCuenta(goToCambiar, {
    organismo: { rutRepresentante: OTHER_REPRESENTANTE, ...CHANNEL },
  }),

  'juridica actualizar': open(pasoUrl('juridica', 'actualizar')),
  'juridica actualizar con errores': submit(pasoUrl('juridica', 'actualizar'), 'Validar', {
    rut: '76.543.210-1',
    rutRepresentante: '1-1',
    emailRegistrado: 'empresa',
  }),
  'juridica actualizar clave': open(pasoUrl('juridica', 'actualizar', 'clave')),
  'juridica actualizar alto datos completos': withCuenta((v, number) =>
    withClave(v, pasoUrl('juridica', 'actualizar', 'clave'), number),
  ),
  'juridica actualizar seguridad': withCuenta(goToSeguridad),
  'juridica actualizar codigo': withCuenta(async (v, number) => {
    await goToSeguridad(v, number)
    await v.press('Recibir un código por correo')
  }),
  'juridica actualizar datos': withCuenta(goToDatos),
  'juridica actualizar datos del registro': withCuenta(goToDatos, { organismo: {} }),
  'juridica actualizar datos con errores': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({ emailRepresentante: 'otra@correo.test', email: 'otro@correo.test' }, 'Actualizar Datos')
  }),
  'juridica actualizar datos que faltan': withCuenta(
    (v, number) => withClave(v, pasoUrl('juridica', 'actualizar', 'clave'), number),
    { cuenta: { rutRepresentante: null, direccion: null } },
  ),
  'juridica actualizar listo con representante pendiente': withCuenta(
    async (v, number) => {
      await goToDatos(v, number)
      const changes = { rutRepresentante: OTHER_REPRESENTANTE, email: `nuevo${number}@correo.test` }
      await v.submit({ ...changes, claveParaConfirmar: CLAVE }, 'Actualizar Datos')
    },
    { cuenta: { identidad: 'verificada', verifiedBy: 'operador' } },
  ),
}
