/** The pages that only a migrant sees, or that read otherwise to one, in each of their states; and the wrong doors. */
import { alAbrir, pdfDe } from '../support/archivos.ts'
import { hacerseNatural, registrado } from '../support/migrantes.ts'
import type { Campos, Navegador } from '../support/navegador.ts'
import { CLAVE, nieDe, RESPUESTA, registroMigrante, rutDe } from '../support/personas.ts'
import { codigoPara, emailDe, registrada } from '../support/recorridos.ts'
import type { Sitio } from '../support/sitio.ts'
import type { Visita } from '../support/visita.ts'
import { abrir, enviar, type Ir } from './estado.ts'

const REGISTRAR = '/migrante/registrar'
const LARGO = 'Wolfeschlegelsteinhausenbergerdorff'

/** With a migrant who has an account. */
const conCuenta =
  (
    seguir: (v: Visita, numero: number, sitio: Sitio, yo: Navegador) => Promise<unknown>,
    otros: Campos = {},
  ): Ir =>
  async (v, sitio) => {
    const numero = sitio.numero()
    const yo = await registrado(sitio, numero, otros)
    await seguir(v, numero, sitio, yo)
  }

const conProvisoria = async (v: Visita, numero: number) => {
  await v.ir('/migrante/recuperar')
  await v.enviar({ nie: nieDe(numero) }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
}
/** Step 1 of Actualizar, with the RUT of the same number. */
const aSeguridad = async (v: Visita, numero: number) => {
  await v.ir('/migrante/actualizar')
  const datos = { fechaNacimiento: '03-10-1994', emailRegistrado: emailDe(numero) }
  await v.enviar({ nie: nieDe(numero), ...datos, rutAlternativo: rutDe(numero) }, 'Validar')
}
/** Step 2 with the answer, which is not enough for an RUT. */
const aDatos = async (v: Visita, numero: number) => {
  await aSeguridad(v, numero)
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
}
/** Step 2 with the code. */
const aDatosConCodigo = async (v: Visita, numero: number, sitio: Sitio) => {
  await aSeguridad(v, numero)
  await v.presionar('Recibir un código en mi correo')
  await v.enviar({ codigo: await codigoPara(sitio, emailDe(numero)) }, 'Validar')
}

export const ESTADOS_DE_MIGRANTE: Readonly<Record<string, Ir>> = {
  'migrante registrar': abrir(REGISTRAR),
  'migrante registrar vacio': async (v) => {
    await v.ir(REGISTRAR)
    await v.presionar('Crear Cuenta')
  },
  'migrante registrar con un pdf que no sirve': async (v, sitio) => {
    const conNombres = { nombres: LARGO, apellidoPaterno: `${LARGO}-${LARGO}` }
    await v.ir(REGISTRAR)
    await v.enviar(registroMigrante(sitio.numero(), conNombres), 'Crear Cuenta', {
      nombre: 'pasaporte.pdf',
      bytes: await pdfDe(alAbrir({ S: 'JavaScript', JS: 'app.alert(1)' })),
    })
  },
  'migrante registrar otro archivo': async (v, sitio) => {
    await v.ir(REGISTRAR)
    await v.enviar(registroMigrante(sitio.numero(), { captcha: 'no son' }), 'Crear Cuenta', {
      nombre: 'pasaporte.png',
      bytes: await pdfDe(),
    })
  },
  'migrante registrar listo': (v, sitio) =>
    enviar(REGISTRAR, 'Crear Cuenta', registroMigrante(sitio.numero()))(v, sitio),

  'migrante recuperar': abrir('/migrante/recuperar'),
  'migrante recuperar listo': conCuenta(conProvisoria),
  'migrante recuperar listo con sms': async (v, sitio) => {
    const celular = String(sitio.numero())
    await conCuenta(conProvisoria, { celular, sinCelular: '' })(v, sitio)
  },
  'migrante recuperar alto faltan datos': conCuenta(async (v, numero, sitio) => {
    await sitio.deps.almacen.transaccion(async (uow) => {
      const cuenta = await uow.cuentas.porIdentificador('migrante', nieDe(numero))
      if (cuenta) await uow.cuentas.guardar({ ...cuenta, email: null })
    })
    await conProvisoria(v, numero)
  }),

  'migrante cambiar': abrir('/migrante/cambiar'),
  'migrante cambiar alto use su rut': conCuenta(async (v, numero, sitio, yo) => {
    await hacerseNatural(sitio, yo, numero, rutDe(numero))
    await v.ir('/migrante/cambiar')
    await v.enviar({ nie: nieDe(numero), claveActual: CLAVE }, 'Validar')
  }),

  'migrante actualizar': abrir('/migrante/actualizar'),
  'migrante actualizar con errores': enviar('/migrante/actualizar', 'Validar', {
    nie: 'AB!',
    fechaNacimiento: '1-1-2020',
    emailRegistrado: 'persona',
    rutAlternativo: rutDe(76_543_210),
  }),
  'migrante actualizar datos': conCuenta(aDatos),
  'migrante actualizar seguridad con rut': conCuenta(aSeguridad),
  'migrante actualizar datos sin codigo': conCuenta(async (v, numero) => {
    await aDatos(v, numero)
    await v.enviar({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo con rut': conCuenta(async (v, numero, sitio) => {
    await aDatosConCodigo(v, numero, sitio)
    await v.enviar({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo rut en uso': conCuenta(async (v, numero, sitio) => {
    await registrada(sitio, numero, { email: `otra${numero}@correo.test` })
    await aDatosConCodigo(v, numero, sitio)
    await v.enviar({}, 'Actualizar Datos')
  }),
  'migrante actualizar listo otro dia': conCuenta(async (v, numero, sitio, yo) => {
    await registrada(sitio, numero, { email: `otra${numero}@correo.test` })
    await hacerseNatural(sitio, yo, numero, rutDe(numero))
    await aDatosConCodigo(v, numero, sitio)
    await v.enviar({}, 'Actualizar Datos')
  }),

  'puerta migrante con rut': async (v, sitio) => {
    const numero = sitio.numero()
    await enviar(REGISTRAR, 'Crear Cuenta', registroMigrante(numero, { nie: rutDe(numero) }))(v, sitio)
  },
  'puerta migrante con rut de empresa': enviar('/migrante/recuperar', 'Validar', { nie: rutDe(76_543_210) }),
  'puerta natural con rut de empresa': enviar('/natural/recuperar', 'Validar', { rut: rutDe(76_543_210) }),
  'puerta natural con nie': enviar('/natural/cambiar', 'Validar', {
    rut: nieDe(123_456),
    claveActual: CLAVE,
  }),
  'puerta cruzada': async (v, sitio) => {
    const numero = sitio.numero()
    await enviar(REGISTRAR, 'Crear Cuenta', registroMigrante(numero, { nie: rutDe(numero) }))(v, sitio)
    await v.presionar('Ir a Persona Natural con estos datos')
  },
}
