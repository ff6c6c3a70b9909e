/** Every page state of the product and how to reach it, for the accessibility tests and the screenshots. */

import { availableParallelism } from 'node:os'
import Database from 'better-sqlite3'
import { enlaceUrl, pasoUrl, paths } from '../../../src/domain/urls.ts'
import { ASKER } from '../../support/data/askers.ts'
import { CLAVE, naturalRegistration, RESPUESTA, rutOf } from '../../support/data/personas.ts'
import { smsCodeFor } from '../../support/http/celular.ts'
import { registerNatural, requestEnlace } from '../../support/http/journeys.ts'
import { openTestSite, type TestSite } from '../../support/http/site.ts'
import { FACILITADOR_PAGE_STATES } from './facilitador.ts'
import { JURIDICA_PAGE_STATES } from './juridica.ts'
import { MIGRANTE_PAGE_STATES } from './migrante.ts'
import {
  byEnlace,
  CAMBIAR_FIELDS,
  changeAndContest,
  contestConfirmed,
  goToCelular,
  goToDatos,
  goToNewCelular,
  goToPregunta,
  goToProvisoria,
  goToSeguridad,
  goToVolver,
  withClave,
  withCuenta,
  withPendingEmail,
} from './scenes.ts'
import { type GoToState, open, submit } from './state.ts'

/** Opens a product whose limits are quickly reached, and whose recovery has all its pasos. */
export const openPageStatesSite = () =>
  openTestSite({
    LIMIT_FIRST_STEPS_PER_HOUR: '6',
    LIMIT_HASH_WAIT_SECONDS: '1',
    RECOVERY_PROOF: 'answer_and_code',
  })

const NO_DATA = { preguntaSecreta: null, respuestaHash: null, direccion: null }

/** States shared by all perfiles, and of the persona natural. */
export const COMMON_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  inicio: open('/'),
  'inicio con el menu abierto': async (v) => {
    await v.goTo('/')
    if (await v.page.locator('.menu__button').isVisible()) await v.page.locator('.menu__button').click()
    await v.page.locator('.group__button', { hasText: 'CAMBIAR CS' }).click()
  },
  'mas informacion': open(paths.masInformacion),
  privacidad: open(paths.privacidad),
  accesibilidad: open(paths.accesibilidad),

  registrar: open(pasoUrl('natural', 'registrar')),
  'registrar vacio': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta'),
  'registrar con errores': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', {
    ...naturalRegistration(65_000_000),
    apellidoPaterno: '???',
    numero: '',
    email: 'persona@',
    repetirClave: 'Otra#1234',
  }),
  'registrar con lo que dicen los scripts': async (v) => {
    await v.goTo(pasoUrl('migrante', 'registrar'))
    await v.attach({ name: 'film.png', bytes: new Uint8Array(1_048_577) })
    await v.fill({ region: '05', comuna: '05101', numero: '1'.repeat(22) })
    await v.fill({ region: '13' })
    await v.button('Mostrar Clave CS').click()
    await v.field('clave').evaluate((box) => {
      const { KeyboardEvent } = box.ownerDocument.defaultView
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }))
    })
  },
  'registrar sin cookies': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'registrar'))
    await v.context.clearCookies()
    await v.submit(naturalRegistration(site.number()), 'Crear Cuenta')
  },
  'registrar listo': (v, site) =>
    submit(
      `${pasoUrl('natural', 'registrar')}?volver=https://asistencia.test/`,
      'Crear Cuenta',
      naturalRegistration(site.number()),
    )(v, site),
  'registrar listo con celular': goToCelular,
  'registrar celular': async (v, site) => {
    await goToCelular(v, site)
    await v.press('Enviar código por SMS')
  },
  'registrar celular con error': async (v, site) => {
    await goToCelular(v, site)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: '12' }, 'Confirmar Celular')
  },
  'registrar celular confirmado': async (v, site) => {
    const celular = await goToCelular(v, site)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: await smsCodeFor(site, celular) }, 'Confirmar Celular')
  },
  'registrar alto ya registrado': withCuenta((v, number, site) =>
    submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', naturalRegistration(number))(v, site),
  ),
  'registrar alto con caso': withCuenta(async (v, number, site) => {
    await submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', naturalRegistration(number))(v, site)
    await v.press('Yo no creé esta cuenta')
  }),

  recuperar: open(pasoUrl('natural', 'recuperar')),
  'recuperar con error': submit(pasoUrl('natural', 'recuperar'), 'Validar', { rut: '1-1' }),
  'recuperar perdida': open(pasoUrl('natural', 'recuperar', 'pregunta')),
  'recuperar pregunta': withCuenta(goToPregunta),
  'recuperar pregunta con errores': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.submit({ respuestaSecreta: 'otra cosa' }, 'Generar Nueva Clave')
  }),
  'recuperar codigo': withCuenta(goToProvisoria, { emailConfirmedAt: new Date() }),
  'recuperar codigo con error': withCuenta(
    async (v, number) => {
      await goToProvisoria(v, number)
      await v.submit({ codigo: '000000' }, 'Generar Nueva Clave')
    },
    { emailConfirmedAt: new Date() },
  ),
  'recuperar listo': withCuenta(goToProvisoria),
  'recuperar listo ya mostrada': withCuenta(async (v, number, site) => {
    await goToProvisoria(v, number)
    site.clock.advance({ minutes: 6 })
    await v.goTo(pasoUrl('natural', 'recuperar', 'listo'))
  }),
  'recuperar correo': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.goTo(pasoUrl('natural', 'recuperar', 'correo'))
  }),
  'recuperar correo listo': withCuenta(async (v, number) => {
    await goToPregunta(v, number)
    await v.goTo(pasoUrl('natural', 'recuperar', 'correo'))
    await v.submit({}, 'Enviar enlace')
  }),

  cambiar: open(pasoUrl('natural', 'cambiar')),
  'cambiar con error': withCuenta((v, number) => withClave(v, number, 'otra clave')),
  'cambiar cerrado': withCuenta(async (v, number) => {
    await withClave(v, number, 'otra clave')
    for (const clave of ['otra 2', 'otra 3', 'otra 4', 'otra 5']) {
      await v.submit({ claveActual: clave }, 'Validar')
    }
  }),
  'cambiar nueva': withCuenta((v, number) => withClave(v, number)),
  'cambiar nueva con errores': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit({ claveNueva: 'sence2026', repetirClaveNueva: '' }, 'Cambiar Clave')
  }),
  'cambiar listo': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit(CAMBIAR_FIELDS, 'Cambiar Clave')
  }),
  'cambiar listo con faltas': withCuenta(async (v, number) => {
    await withClave(v, number)
    await v.submit(CAMBIAR_FIELDS, 'Cambiar Clave')
  }, NO_DATA),
  'cambiar alto congelada': withCuenta((v, number) => withClave(v, number), { estado: 'congelada' }),
  'cambiar alto cerrada': withCuenta((v, number) => withClave(v, number), { estado: 'cerrada' }),

  actualizar: open(pasoUrl('natural', 'actualizar')),
  'actualizar con errores': submit(pasoUrl('natural', 'actualizar'), 'Validar', {
    rut: '12.345.678-5',
    fechaNacimiento: '31-02-1990',
    emailRegistrado: 'persona',
  }),
  'actualizar clave': open(pasoUrl('natural', 'actualizar', 'clave')),
  'actualizar alto datos completos': withCuenta(async (v, number) => {
    await v.goTo(pasoUrl('natural', 'actualizar', 'clave'))
    await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
  }),
  'actualizar seguridad': withCuenta(goToSeguridad),
  'actualizar codigo': withCuenta(async (v, number) => {
    await goToSeguridad(v, number)
    await v.press('Recibir un código en mi correo')
  }),
  'actualizar datos': withCuenta(goToDatos),
  'actualizar datos con errores': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({ celular: '123', preguntaNueva: 'p02', comuna: '' }, 'Actualizar Datos')
  }),
  'actualizar datos que faltan': withCuenta(
    async (v, number) => {
      await v.goTo(pasoUrl('natural', 'actualizar', 'clave'))
      await v.submit({ rut: rutOf(number), claveActual: CLAVE }, 'Validar')
    },
    { ...NO_DATA, fechaNacimiento: null },
  ),
  'actualizar listo con celular nuevo': withCuenta(goToNewCelular),
  'actualizar celular': withCuenta(async (v, number) => {
    await goToNewCelular(v, number)
    await v.press('Enviar código por SMS')
  }),
  'actualizar listo con celular en espera': withCuenta(async (v, number, site) => {
    const celular = await goToNewCelular(v, number)
    await v.press('Enviar código por SMS')
    await v.submit({ codigo: await smsCodeFor(site, celular) }, 'Confirmar Celular')
  }),
  'actualizar listo con correo pendiente': withCuenta(async (v, number) => {
    await goToDatos(v, number)
    await v.submit({ email: `otra${number}@correo.test` }, 'Actualizar Datos')
  }),

  'cambiar nueva con correo pendiente': withCuenta(withPendingEmail),
  'cambiar nueva con correo cancelado': withCuenta(async (v, number) => {
    await withPendingEmail(v, number)
    await v.press('Cancelar este cambio')
  }),

  'enlace confirmar correo': withCuenta((v, n, site) => byEnlace(v, n, site, 'Confirmar mi correo')),
  'enlace confirmar correo con errores': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'Confirmar mi correo')
    await v.submit({ respuestaParaConfirmar: 'no es esta' }, 'Confirmar mi correo')
  }),
  'enlace confirmar correo donde se uso la CS': withCuenta(async (v, n, site) => {
    await withClave(v, n)
    await byEnlace(v, n, site, 'Confirmar mi correo')
  }),
  'enlace confirmar correo listo': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'Confirmar mi correo')
    await v.submit({ claveParaConfirmar: CLAVE }, 'Confirmar mi correo')
  }),
  'enlace recuperar': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
  }),
  'enlace recuperar con errores': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
    await v.submit({ rut: rutOf(number), fechaNacimiento: '04-10-1994' }, 'Continuar')
  }),
  'enlace recuperar espera': withCuenta(async (v, number, site) => {
    await requestEnlace(await registerNatural(site, site.number()), number)
    await byEnlace(v, number, site, 'Recuperar mi CS')
    await v.submit({ rut: rutOf(number), fechaNacimiento: '03-10-1994' }, 'Continuar')
  }),
  'enlace recuperar con un boton': withCuenta(
    async (v, number, site) => {
      await requestEnlace(await registerNatural(site, site.number()), number)
      await byEnlace(v, number, site, 'Recuperar mi CS')
    },
    { emailConfirmedAt: new Date() },
  ),
  'enlace no fui yo': withCuenta((v, n, site) => byEnlace(v, n, site, 'No fui yo')),
  'enlace no fui yo listo': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'No fui yo')
    await v.press('No fui yo')
  }),
  'enlace no fui yo caso': withCuenta(changeAndContest),
  'enlace no fui yo congelada': withCuenta(contestConfirmed),
  'enlace volver': withCuenta(goToVolver),
  'cambiar nueva al volver': withCuenta(async (v, number, site) => {
    await goToVolver(v, number, site)
    await v.press('Crear mi nueva CS')
  }),
  'enlace otro boton': withCuenta(async (v, n, site) => {
    await byEnlace(v, n, site, 'No fui yo')
    await v.button('No fui yo').evaluate((button) => {
      button.name = 'accion'
      button.value = 'otra'
    })
    await v.press('No fui yo')
  }),
  'enlace vencido': open(enlaceUrl('no-es-un-enlace')),

  'error 403': async (v) => {
    await v.goTo(pasoUrl('natural', 'recuperar'))
    await v.field('_csrf').evaluate((hiddenInput) => {
      hiddenInput.value = 'falsa'
    })
    await v.submit({ rut: '12.345.678-5' }, 'Validar')
  },
  'error 404': open('/no-existe'),
  'error 413': submit(pasoUrl('natural', 'registrar'), 'Crear Cuenta', { nombres: 'x'.repeat(70_000) }),
  'error 429': async (v, site) => {
    const rut = rutOf(site.number())
    for (let round = 0; round < 7; round++) {
      await v.goTo(pasoUrl('natural', 'recuperar'))
      await v.submit({ rut }, 'Validar')
    }
  },
  'error 500': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'cambiar'))
    const other = new Database(site.config.DATABASE_URL.slice('sqlite:'.length))
    other.exec('alter table try_counters rename to aside')
    await v.submit({ rut: rutOf(site.number()), claveActual: CLAVE }, 'Validar')
    other.exec('alter table aside rename to try_counters')
    other.close()
  },
  'error 503': async (v, site) => {
    await v.goTo(pasoUrl('natural', 'recuperar'))
    const other = new Database(site.config.DATABASE_URL.slice('sqlite:'.length))
    other.exec('begin immediate')
    await v.submit({ rut: rutOf(site.number()) }, 'Validar')
    other.exec('commit')
    other.close()
  },
  'formulario ocupado': withCuenta(async (v, number, site) => {
    await goToPregunta(v, number)
    const release = fillQueue(site)
    await v.submit({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
    release()
  }),
}

/** States of the other perfiles. */
export const PERFIL_PAGE_STATES: Readonly<Record<string, GoToState>> = {
  ...FACILITADOR_PAGE_STATES,
  ...JURIDICA_PAGE_STATES,
  ...MIGRANTE_PAGE_STATES,
}

export const PAGE_STATES = { ...COMMON_PAGE_STATES, ...PERFIL_PAGE_STATES }

/** Fills the hashing queue with half a minute of work. @returns a function that frees it. */
function fillQueue({ deps: { hasher }, composition }: TestSite): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  const hashes = Math.ceil((30_000 * availableParallelism()) / composition.hasherStatus().averageMs)
  void hasher.reserve(ASKER, hashes, () => promise)
  return resolve
}
