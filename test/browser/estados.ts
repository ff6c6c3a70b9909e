/** Every page of the product in each of its states, and how a person comes to it. Axe and screenshots go through them. */
import { availableParallelism } from 'node:os'
import Database from 'better-sqlite3'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { emailDe, enlacePara, pedirEnlace, registrada, registradaCon } from '../support/recorridos.ts'
import { abrirSitio, type Sitio } from '../support/sitio.ts'
import type { Visita } from '../support/visita.ts'
import { abrir, enviar, type Ir } from './estado.ts'
import { ESTADOS_DE_FACILITADOR } from './estados-facilitador.ts'
import { ESTADOS_DE_JURIDICA } from './estados-juridica.ts'
import { ESTADOS_DE_MIGRANTE } from './estados-migrante.ts'

/** What the states below need of the product: limits that are soon reached. */
export const abrirSitioDeEstados = () =>
  abrirSitio({ LIMIT_FIRST_STEPS_PER_HOUR: '6', LIMIT_HASH_WAIT_SECONDS: '1' })

const NUEVA = 'Qu3ltehue!'
const A_CAMBIAR = { claveNueva: NUEVA, repetirClaveNueva: NUEVA }

/** With a person who has an account. @param cambios what the old system left in it. */
const conCuenta =
  (
    seguir: (v: Visita, numero: number, sitio: Sitio) => Promise<unknown>,
    cambios: Parameters<typeof registradaCon>[2] = {},
  ): Ir =>
  async (v, sitio) => {
    const numero = sitio.numero()
    await registradaCon(sitio, numero, cambios)
    await seguir(v, numero, sitio)
  }

const aPregunta = async (v: Visita, numero: number) => {
  await v.ir('/natural/recuperar')
  await v.enviar({ rut: rutDe(numero) }, 'Validar')
}
const aProvisoria = async (v: Visita, numero: number) => {
  await aPregunta(v, numero)
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
}
const conClave = async (v: Visita, numero: number, clave = CLAVE) => {
  await v.ir('/natural/cambiar')
  await v.enviar({ rut: rutDe(numero), claveActual: clave }, 'Validar')
}
const aSeguridad = async (v: Visita, numero: number) => {
  await v.ir('/natural/actualizar')
  const datos = { fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) }
  await v.enviar({ rut: rutDe(numero), ...datos }, 'Validar')
}
const aDatos = async (v: Visita, numero: number) => {
  await aSeguridad(v, numero)
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
}
const porEnlace = async (v: Visita, numero: number, sitio: Sitio, texto: string) =>
  v.ir(await enlacePara(sitio, emailDe(numero), texto))

const SIN_DATOS = { preguntaSecreta: null, respuestaHash: null, direccion: null }

/** What everybody meets, and the natural person. */
export const ESTADOS_COMUNES: Readonly<Record<string, Ir>> = {
  inicio: abrir('/'),
  'inicio con el menu abierto': async (v) => {
    await v.ir('/')
    if (await v.pagina.locator('.menu__boton').isVisible()) await v.pagina.locator('.menu__boton').click()
    await v.pagina.locator('.grupo__boton', { hasText: 'CAMBIAR CS' }).click()
  },
  'mas informacion': abrir('/mas-informacion'),
  privacidad: abrir('/privacidad'),
  accesibilidad: abrir('/accesibilidad'),

  registrar: abrir('/natural/registrar'),
  'registrar vacio': enviar('/natural/registrar', 'Crear Cuenta'),
  'registrar con errores': enviar('/natural/registrar', 'Crear Cuenta', {
    ...registroNatural(65_000_000),
    apellidoPaterno: '???',
    numero: '',
    email: 'persona@',
    repetirClave: 'Otra#1234',
  }),
  'registrar con lo que dicen los scripts': async (v) => {
    await v.ir('/migrante/registrar')
    await v.adjuntar({ nombre: 'film.png', bytes: new Uint8Array(1_048_577) })
    await v.llenar({ region: '05', comuna: '05101', numero: '1'.repeat(22) })
    await v.llenar({ region: '13' })
    await v.boton('Mostrar Clave CS').click()
    await v.campo('clave').evaluate((caja) => {
      const { KeyboardEvent } = caja.ownerDocument.defaultView
      caja.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true }))
    })
  },
  'registrar sin cookies': async (v, sitio) => {
    await v.ir('/natural/registrar')
    await v.contexto.clearCookies()
    await v.enviar(registroNatural(sitio.numero()), 'Crear Cuenta')
  },
  'registrar listo': (v, sitio) =>
    enviar(
      '/natural/registrar?volver=https://asistencia.test/',
      'Crear Cuenta',
      registroNatural(sitio.numero()),
    )(v, sitio),
  'registrar alto ya registrado': conCuenta((v, numero, sitio) =>
    enviar('/natural/registrar', 'Crear Cuenta', registroNatural(numero))(v, sitio),
  ),
  'registrar alto con caso': conCuenta(async (v, numero, sitio) => {
    await enviar('/natural/registrar', 'Crear Cuenta', registroNatural(numero))(v, sitio)
    await v.presionar('Yo no creé esta cuenta')
  }),

  recuperar: abrir('/natural/recuperar'),
  'recuperar con error': enviar('/natural/recuperar', 'Validar', { rut: '1-1' }),
  'recuperar perdida': abrir('/natural/recuperar/pregunta'),
  'recuperar pregunta': conCuenta(aPregunta),
  'recuperar pregunta con errores': conCuenta(async (v, numero) => {
    await aPregunta(v, numero)
    await v.enviar({ respuestaSecreta: 'otra cosa' }, 'Generar Nueva Clave')
  }),
  'recuperar listo': conCuenta(aProvisoria),
  'recuperar listo ya mostrada': conCuenta(async (v, numero, sitio) => {
    await aProvisoria(v, numero)
    sitio.reloj.adelantar({ minutos: 6 })
    await v.ir('/natural/recuperar/listo')
  }),
  'recuperar correo': conCuenta(async (v, numero) => {
    await aPregunta(v, numero)
    await v.ir('/natural/recuperar/correo')
  }),
  'recuperar correo listo': conCuenta(async (v, numero) => {
    await aPregunta(v, numero)
    await v.ir('/natural/recuperar/correo')
    await v.enviar({}, 'Enviar enlace')
  }),

  cambiar: abrir('/natural/cambiar'),
  'cambiar con error': conCuenta((v, numero) => conClave(v, numero, 'otra clave')),
  'cambiar cerrado': conCuenta(async (v, numero) => {
    await conClave(v, numero, 'otra clave')
    for (const clave of ['otra 2', 'otra 3', 'otra 4', 'otra 5']) {
      await v.enviar({ claveActual: clave }, 'Validar')
    }
  }),
  'cambiar nueva': conCuenta((v, numero) => conClave(v, numero)),
  'cambiar nueva con errores': conCuenta(async (v, numero) => {
    await conClave(v, numero)
    await v.enviar({ claveNueva: 'sence2026', repetirClaveNueva: '' }, 'Cambiar Clave')
  }),
  'cambiar listo': conCuenta(async (v, numero) => {
    await conClave(v, numero)
    await v.enviar(A_CAMBIAR, 'Cambiar Clave')
  }),
  'cambiar listo con faltas': conCuenta(async (v, numero) => {
    await conClave(v, numero)
    await v.enviar(A_CAMBIAR, 'Cambiar Clave')
  }, SIN_DATOS),
  'cambiar alto congelada': conCuenta((v, numero) => conClave(v, numero), { estado: 'congelada' }),
  'cambiar alto cerrada': conCuenta((v, numero) => conClave(v, numero), { estado: 'cerrada' }),

  actualizar: abrir('/natural/actualizar'),
  'actualizar con errores': enviar('/natural/actualizar', 'Validar', {
    rut: '12.345.678-5',
    fechaNacimiento: '31-02-1990',
    emailRegistrado: 'persona',
  }),
  'actualizar clave': abrir('/natural/actualizar/clave'),
  'actualizar alto datos completos': conCuenta(async (v, numero) => {
    await v.ir('/natural/actualizar/clave')
    await v.enviar({ rut: rutDe(numero), claveActual: CLAVE }, 'Validar')
  }),
  'actualizar seguridad': conCuenta(aSeguridad),
  'actualizar codigo': conCuenta(async (v, numero) => {
    await aSeguridad(v, numero)
    await v.presionar('Recibir un código en mi correo')
  }),
  'actualizar datos': conCuenta(aDatos),
  'actualizar datos con errores': conCuenta(async (v, numero) => {
    await aDatos(v, numero)
    await v.enviar({ celular: '123', preguntaNueva: 'p02', comuna: '' }, 'Actualizar Datos')
  }),
  'actualizar datos que faltan': conCuenta(
    async (v, numero) => {
      await v.ir('/natural/actualizar/clave')
      await v.enviar({ rut: rutDe(numero), claveActual: CLAVE }, 'Validar')
    },
    { ...SIN_DATOS, fechaNacimiento: null },
  ),
  'actualizar listo con correo pendiente': conCuenta(async (v, numero) => {
    await aDatos(v, numero)
    await v.enviar({ email: `otra${numero}@correo.test` }, 'Actualizar Datos')
  }),

  'enlace confirmar correo': conCuenta((v, n, sitio) => porEnlace(v, n, sitio, 'Confirmar mi correo')),
  'enlace confirmar correo listo': conCuenta(async (v, n, sitio) => {
    await porEnlace(v, n, sitio, 'Confirmar mi correo')
    await v.presionar('Confirmar mi correo')
  }),
  'enlace recuperar': conCuenta(async (v, numero, sitio) => {
    await pedirEnlace(await registrada(sitio, sitio.numero()), numero)
    await porEnlace(v, numero, sitio, 'Recuperar mi CS')
  }),
  'enlace no fui yo': conCuenta((v, n, sitio) => porEnlace(v, n, sitio, 'No fui yo')),
  'enlace no fui yo listo': conCuenta(async (v, n, sitio) => {
    await porEnlace(v, n, sitio, 'No fui yo')
    await v.presionar('No fui yo: congelar la cuenta')
  }),
  'enlace volver': conCuenta(async (v, n, sitio) => {
    await porEnlace(v, n, sitio, 'No fui yo')
    await v.presionar('No fui yo: congelar la cuenta')
    await porEnlace(v, n, sitio, 'Volver a usar mi cuenta')
  }),
  'enlace vencido': abrir('/enlace/no-es-un-enlace'),

  'error 403': async (v) => {
    await v.ir('/natural/recuperar')
    await v.campo('_csrf').evaluate((oculto) => {
      oculto.value = 'falsa'
    })
    await v.enviar({ rut: '12.345.678-5' }, 'Validar')
  },
  'error 404': abrir('/no-existe'),
  'error 413': enviar('/natural/registrar', 'Crear Cuenta', { nombres: 'x'.repeat(70_000) }),
  'error 429': async (v, sitio) => {
    const rut = rutDe(sitio.numero())
    for (let vez = 0; vez < 7; vez++) {
      await v.ir('/natural/recuperar')
      await v.enviar({ rut }, 'Validar')
    }
  },
  'error 500': async (v, sitio) => {
    await v.ir('/natural/cambiar')
    const otra = new Database(sitio.config.DATABASE_URL.slice('sqlite:'.length))
    otra.exec('alter table contadores rename to de_lado')
    await v.enviar({ rut: rutDe(sitio.numero()), claveActual: CLAVE }, 'Validar')
    otra.exec('alter table de_lado rename to contadores')
    otra.close()
  },
  'error 503': async (v, sitio) => {
    await v.ir('/natural/registrar')
    const otra = new Database(sitio.config.DATABASE_URL.slice('sqlite:'.length))
    otra.exec('begin immediate')
    await v.ir('/natural/recuperar')
    otra.exec('commit')
    otra.close()
  },
  'formulario ocupado': conCuenta(async (v, numero, sitio) => {
    await aPregunta(v, numero)
    const soltar = llenarCola(sitio)
    await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
    soltar()
  }),
}

/** Of the other profiles. */
export const ESTADOS_DE_PERFILES: Readonly<Record<string, Ir>> = {
  ...ESTADOS_DE_FACILITADOR,
  ...ESTADOS_DE_JURIDICA,
  ...ESTADOS_DE_MIGRANTE,
}

export const ESTADOS = { ...ESTADOS_COMUNES, ...ESTADOS_DE_PERFILES }

/** Fills the queue for keys with half a minute of work, as many people at once would. @returns lets go of it. */
function llenarCola({ deps: { hasher }, composicion }: Sitio): () => void {
  const { promise, resolve } = Promise.withResolvers<void>()
  const hashes = Math.ceil((30_000 * availableParallelism()) / composicion.estadoHasher().mediaMs)
  void hasher.turno(hashes, () => promise)
  return resolve
}
