/** People whose accounts came from the old system, with what it lacked. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { elegirClave, provisoriaPara } from '../support/historias.ts'
import { abrirSitioConOperador, archivo, type SitioConOperador } from '../support/operador.ts'
import { CLAVE, nieDe, rutDe } from '../support/personas.ts'
import { emailDe } from '../support/recorridos.ts'
import { OPUESTOS, type Visita } from '../support/visita.ts'

const NUEVA = 'Qu3ltehue!'
const RESPUESTA = 'Don Elefantito'
const hex = (algoritmo: string, texto: string) => createHash(algoritmo).update(texto).digest('hex')

enChromium('accounts of the old system', () => {
  const e = escena(abrirSitioConOperador)

  describe.each(OPUESTOS)('$nombre', (modo) => {
    test('with almost no data: the old CS changes, and what is missing is completed', async () => {
      const numero = e.sitio.numero()
      const claveHash = hex('md5', CLAVE)
      await importar(e.sitio, 'rut;nombres;email;claveHash', [
        `natural;${rutDe(numero)};Rosa;${emailDe(numero)};${claveHash}`,
      ])
      const v = await e.entrar(modo)
      await v.ir('/natural/cambiar')
      await v.enviar({ rut: rutDe(numero), claveActual: CLAVE }, 'Validar')
      await elegirClave(v, NUEVA)
      expect(await faltan(v)).toEqual([
        'Fecha de Nacimiento',
        'Pregunta y Respuesta Secreta',
        'Dirección, Región y Comuna',
      ])
      await v.presionar('Actualizar Datos')
      await completar(v, { fechaNacimiento: '03-10-1994', preguntaNueva: 'p06', respuestaNueva: RESPUESTA })

      await v.ir('/natural/recuperar')
      await v.enviar({ rut: rutDe(numero) }, 'Validar')
      await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
      expect(await v.titulo()).toBe('Su clave provisoria está lista')
    })

    test('a migrant without e-mail or mobile: Recuperar stops, sends to complete, and goes on', async () => {
      const numero = e.sitio.numero()
      const claveHash = `sha256$sal$${hex('sha256', `sal${CLAVE}`)}`
      await importar(
        e.sitio,
        'nie;nombres;apellidoPaterno;fechaNacimiento;preguntaSecreta;respuestaHash;claveHash',
        [`migrante;${nieDe(numero)};José;Rondón;1988-07-15;6;${hex('md5', 'don elefantito')};${claveHash}`],
      )
      const v = await e.entrar(modo)
      await recuperar(v, numero)
      expect(await v.titulo()).toBe('Faltan datos mínimos')
      expect(await faltan(v)).toEqual(['Email'])
      await v.seguir('Actualizar Datos')
      await v.enviar({ nie: nieDe(numero), claveActual: CLAVE }, 'Validar')
      await completar(v, { email: emailDe(numero) })
      await v.seguir('Seguir con Recuperar CS')
      await recuperar(v, numero)
      expect(await v.titulo()).toBe('Enviamos su clave provisoria')
      await v.seguir('Cambiar CS')
      const claveActual = await provisoriaPara(e.sitio, emailDe(numero))
      await v.enviar({ nie: nieDe(numero), claveActual }, 'Validar')
      await elegirClave(v, NUEVA)
      expect(await faltan(v)).toEqual([])
    })
  })
})

async function importar(sitio: SitioConOperador, columnas: string, lineas: string[]): Promise<void> {
  const ruta = await archivo(sitio, 'cuentas.csv', [`perfil;${columnas}`, ...lineas])
  expect((await sitio.orden('cuentas', 'importar', ruta)).join()).toMatch(/importadas: 1/i)
}

const faltan = (v: Visita) => v.pagina.locator('main h2 ~ ul li').allTextContents()

async function recuperar(v: Visita, numero: number): Promise<void> {
  await v.ir('/migrante/recuperar')
  await v.enviar({ nie: nieDe(numero) }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
}

/** Step 3 of Actualizar: first without anything, then with all of it. */
async function completar(v: Visita, otros: Record<string, string>): Promise<void> {
  await v.enviar({}, 'Actualizar Datos')
  expect((await v.errores()).length).toBeGreaterThan(2)
  const domicilio = { direccion: 'Pasaje Los Aromos', numero: '123', region: '13', comuna: '13101' }
  await v.enviar({ ...domicilio, sinCelular: 'si', ...otros }, 'Actualizar Datos')
  expect([await v.titulo(), ...(await v.errores())]).toEqual(['Datos actualizados'])
}
