/** A migrant's whole story, from the photo of the passport to the RUT, and back. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { foto } from '../support/archivos.ts'
import { enChromium, escena } from '../support/escena.ts'
import {
  confirmarCorreo,
  decirNoFuiYo,
  elegirClave,
  provisoriaPara,
  volverAUsar,
} from '../support/historias.ts'
import type { Adjunto } from '../support/navegador.ts'
import { abrirSitioConOperador, type SitioConOperador } from '../support/operador.ts'
import { nieDe, RESPUESTA, registroMigrante, rutDe } from '../support/personas.ts'
import { codigoPara, correosPara, emailDe } from '../support/recorridos.ts'
import { CON_TECLADO, OPUESTOS, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

type Archivo = Pick<Adjunto, 'nombre' | 'bytes'>

const NUEVA = 'Qu3ltehue!'
const ULTIMA = 'Arrayan#7'
const NO_ES_FOTO: Archivo = { nombre: 'pasaporte.jpg', bytes: Buffer.from('no es una foto') }

enChromium('a migrant, from the first visit to the RUT and back', () => {
  const e = escena(abrirSitioConOperador)

  const CASOS = [
    { ...CON_TECLADO, formato: 'jpg', hacer: foto, fallo: ['verificado'], fin: 'fue aceptado' },
    {
      ...SIN_JAVASCRIPT,
      formato: 'pdf',
      hacer: imprimir,
      fallo: ['rechazado', '--motivo', 'ilegible'],
      fin: 'no fue aceptado',
    },
  ]

  test.each(CASOS)('$nombre, with a .$formato', async ({ formato, hacer, fallo, fin, ...modo }) => {
    const numero = 24_500_000 + CASOS.findIndex(({ nombre }) => nombre === modo.nombre)
    const email = emailDe(numero)
    const v = await e.entrar(modo)
    const bytes = await hacer(v)
    await registrarse(v, numero, { nombre: `pasaporte.${formato}`, bytes })
    await confirmarCorreo(v, e.sitio, email)
    await revisar(e.sitio, formato, fallo)
    await olvidar(v, e.sitio, numero)
    await darSuRut(v, e.sitio, numero)
    await usarElNie(v, numero)
    await decirNoFuiYo(v, e.sitio, email)
    await volverAUsar(v, e.sitio, email, ULTIMA)
    await v.ir('/migrante/cambiar')
    await v.enviar({ nie: nieDe(numero), claveActual: ULTIMA }, 'Validar')
    expect(v.ruta()).toBe('/migrante/cambiar/nueva')
    expect((await correosPara(e.sitio, email)).map(({ asunto }) => asunto)).toEqual([
      'Su Clave Sence fue creada',
      `Su documento ${fin} en Clave Sence`,
      'Clave provisoria para recuperar su Clave Sence',
      'Su Clave Sence fue cambiada',
      'Código para actualizar sus datos en Clave Sence',
      'Sus datos de Clave Sence fueron actualizados',
      'Su Clave Sence fue congelada',
      'Su Clave Sence fue cambiada',
    ])
  })

  describe.each(OPUESTOS)('$nombre', (modo) => {
    test('who has an RUT and chose the migrant’s form is taken to the right one, with what was typed', async () => {
      const numero = e.sitio.numero()
      const v = await e.entrar(modo)
      await v.ir('/migrante/registrar')
      await v.enviar(registroMigrante(numero, { nie: rutDe(numero) }), 'Crear Cuenta')
      expect(await v.errores()).toEqual([textoRechazo('nie_es_rut'), textoRechazo('archivo_de_nuevo')])
      await v.presionar('Ir a Persona Natural con estos datos')
      expect(v.ruta()).toBe('/natural/registrar')
      expect(await v.contenido(['nombres', 'fechaNacimiento', 'comuna', 'email', 'clave'])).toEqual({
        nombres: 'Yulimar',
        fechaNacimiento: '03-10-1994',
        comuna: '13101',
        email: emailDe(numero),
        clave: '',
      })
      const { clave, repetirClave, preguntaSecreta, respuestaSecreta } = registroMigrante(numero)
      const secretos = { clave, repetirClave, preguntaSecreta, respuestaSecreta }
      await v.enviar(secretos as Record<string, string>, 'Crear Cuenta')
      expect(await v.titulo()).toBe('Su cuenta fue creada')
    })
  })
})

/** A page as Chromium prints it: a real PDF, with its fonts. */
async function imprimir(v: Visita): Promise<Buffer> {
  const otra = await v.contexto.newPage()
  await otra.setContent('<h1>Pasaporte</h1><p>República Bolivariana de Venezuela</p>')
  const pdf = await otra.pdf({ format: 'A5' })
  await otra.close()
  return pdf
}

async function registrarse(v: Visita, numero: number, archivo: Archivo): Promise<void> {
  const datos = registroMigrante(numero, { celular: `${numero}`, sinCelular: '' })
  const errados = { nie: 'AB!', fechaNacimiento: '31-02-1990', paisOrigen: '', sinCelular: 'si' }
  await v.ir('/')
  await v.seguir('REGÍSTRESE AQUÍ. Migrante')
  expect(await v.titulo()).toBe('REGISTRAR MIGRANTE')
  await v.enviar({ ...datos, ...errados }, 'Crear Cuenta', archivo)
  expect(await v.errores()).toEqual([
    textoRechazo('nie_formato'),
    textoRechazo('archivo_de_nuevo'),
    textoRechazo('fecha_imposible'),
    textoRechazo('requerido', { etiqueta: 'País de Origen' }),
    textoRechazo('celular_y_sin_celular'),
  ])
  await v.enviar(datos, 'Crear Cuenta', NO_ES_FOTO)
  expect(await v.errores()).toEqual([textoRechazo('archivo_tipo')])
  await v.pagina.getByRole('link', { name: textoRechazo('archivo_tipo') }).click()
  expect(await v.enfocado()).toBe('documento')
  await v.enviar(datos, 'Crear Cuenta', archivo)
  expect(await v.titulo()).toBe('Su cuenta fue creada')
  expect(await v.texto('main')).toContain('Revisaremos su documento y le avisaremos el resultado por correo.')
}

/** The team looks at the one document that waits, finds nothing in it but the document, and decides. */
async function revisar(sitio: SitioConOperador, formato: string, fallo: string[]): Promise<void> {
  const [linea = '', cuantos] = await sitio.orden('documentos', 'listar')
  expect(cuantos).toBe('Esperan decisión: 1.')
  const [id = ''] = linea.split(':')
  const ruta = join(sitio.carpeta, `${id}.${formato}`)
  const dicho = await sitio.orden('documentos', 'exportar', id, ruta)
  expect(dicho.join()).toContain('Yulimar Rondón')
  const bytes = await readFile(ruta)
  if (formato === 'pdf') expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  else {
    const { format, exif, width, height } = await sharp(bytes).metadata()
    expect({ format, exif, width, height }).toEqual({ format: 'jpeg', width: 300, height: 400 })
  }
  await sitio.orden('documentos', 'resolver', id, ...fallo)
}

async function olvidar(v: Visita, sitio: SitioConOperador, numero: number): Promise<void> {
  await v.ir('/')
  await v.seguir('RECUPERAR CS AQUÍ. Migrante')
  await v.enviar({ nie: nieDe(numero).toLowerCase() }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
  expect(await v.titulo()).toBe('Enviamos su clave provisoria')
  expect(await v.texto('main')).toMatch(
    /por correo a p\*+\d@correo\.test y por .*SMS.* al \+56 9 •••• ••\d\d\./,
  )
  const porCorreo = await provisoriaPara(sitio, emailDe(numero))
  const sms = sitio.sms.enviados.at(-1)
  expect(sms).toMatchObject({ para: `9${numero}`, texto: expect.stringContaining(porCorreo) })
  await v.seguir('Cambiar CS')
  await v.enviar({ nie: nieDe(numero), claveActual: porCorreo }, 'Validar')
  await elegirClave(v, NUEVA)
}

async function darSuRut(v: Visita, sitio: SitioConOperador, numero: number): Promise<void> {
  await v.ir('/')
  await v.seguir('ACTUALICE SUS DATOS AQUÍ. Migrante')
  const validar = { nie: nieDe(numero), fechaNacimiento: '3/10/1994', emailRegistrado: emailDe(numero) }
  await v.enviar({ ...validar, rutAlternativo: rutDe(numero) }, 'Validar')
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
  await v.enviar({ direccion: 'Calle Nueva', numero: '77' }, 'Actualizar Datos')
  expect(await v.texto('main')).toContain(textoRechazo('cambio_exige_codigo_rut'))
  await v.presionar('Recibir un código en mi correo')
  await v.enviar({ codigo: await codigoPara(sitio, emailDe(numero)) }, 'Validar')
  await v.enviar({}, 'Actualizar Datos')
  expect(await v.titulo()).toBe('Datos actualizados')
  expect(await v.texto('main')).toContain('Desde ahora use su RUT.')
}

async function usarElNie(v: Visita, numero: number): Promise<void> {
  await v.ir('/migrante/cambiar')
  await v.enviar({ nie: nieDe(numero), claveActual: NUEVA }, 'Validar')
  expect(await v.titulo()).toBe('Ahora use su RUT')
  await v.seguir('Ir a Cambiar CS con mi RUT')
  await v.enviar({ rut: rutDe(numero), claveActual: NUEVA }, 'Validar')
  expect(v.ruta()).toBe('/natural/cambiar/nueva')
}
