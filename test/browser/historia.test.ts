/** One person's whole story, on a product started as the README says, with the mails read where it shows them. */
import { describe, expect, test, vi } from 'vitest'
import { arrancar } from '../support/arranque.ts'
import { enChromium, escena } from '../support/escena.ts'
import { RESPUESTA, registroNatural, rutDe } from '../support/personas.ts'
import { OPUESTOS, type Visita } from '../support/visita.ts'

const ERRADOS = { rut: '11.111.111-2', fechaNacimiento: '31-02-1990' }
const NUEVA = 'Qu3ltehue!'
const ULTIMA = 'Arrayan#7'

interface Persona {
  rut: string
  email: string
}

enChromium('a natural person, from the first visit to the last mail', () => {
  const e = escena(arrancar)

  describe.each(OPUESTOS)('$nombre', (modo) => {
    test('registers, confirms, forgets, changes, updates, and takes the account back', async () => {
      const numero = 12_345_678 + OPUESTOS.indexOf(modo)
      const persona = { rut: rutDe(numero), email: `persona${numero}@correo.test` }
      const v = await e.entrar(modo)
      await registrarse(v, numero)
      await confirmarCorreo(v, persona)
      const provisoria = await olvidar(v, persona)
      await cambiar(v, persona, provisoria, NUEVA)
      await actualizar(v, persona)
      await decirNoFuiYo(v, persona)
      await volver(v, persona)
      expect(await correosDe(v, persona)).toEqual([
        'Su Clave Sence fue creada',
        'Se generó una clave provisoria para su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Sus datos de Clave Sence fueron actualizados',
        'Su Clave Sence fue congelada',
        'Su Clave Sence fue cambiada',
      ])
    })
  })
})

async function registrarse(v: Visita, numero: number): Promise<void> {
  const datos = registroNatural(numero)
  await v.ir('/')
  await v.seguir('REGÍSTRESE AQUÍ. Persona Natural')
  expect(await v.titulo()).toBe('REGISTRAR PERSONA NATURAL')

  await v.enviar({ ...datos, ...ERRADOS, clave: 'corta' }, 'Crear Cuenta')
  expect(await v.errores()).toEqual([
    'Revise el RUT: el dígito después del guion no corresponde. Por ejemplo: 12.345.678-5',
    'Revise la fecha: ese día no existe. Por ejemplo: 01-12-1992',
    'Escriba una clave de 8 a 10 caracteres. La que escribió tiene menos de 8',
  ])
  expect(await v.enfocado()).toBe('resumen-errores')
  await v.pagina.getByRole('link', { name: /ese día no existe/ }).click()
  expect(await v.enfocado()).toBe('fechaNacimiento')
  const secretos = { clave: '', repetirClave: '', respuestaSecreta: '', captcha: '' }
  expect(await v.contenido([...Object.keys(datos), 'captcha'])).toEqual({ ...datos, ...ERRADOS, ...secretos })
  await v.enviar(datos, 'Crear Cuenta')
  expect(await v.titulo()).toBe('Su cuenta fue creada')
}

async function confirmarCorreo(v: Visita, persona: Persona): Promise<void> {
  await abrirCorreo(v, persona, 'Su Clave Sence fue creada')
  await v.seguir(/enlace/)
  expect(v.ruta()).toBe('/enlace/confirmar-correo')
  await v.presionar('Confirmar mi correo')
  expect(await v.titulo()).toBe('Su correo está confirmado')
}

async function olvidar(v: Visita, { rut }: Persona): Promise<string> {
  await v.ir('/')
  await v.seguir('RECUPERAR CS AQUÍ. Persona Natural')
  await v.enviar({ rut }, 'Validar')
  expect(await v.texto('#preguntaSecreta')).toBe('¿Qué apodo le decían en su casa cuando era niño o niña?')
  await v.enviar({ respuestaSecreta: RESPUESTA.toUpperCase() }, 'Generar Nueva Clave')
  expect(await v.titulo()).toBe('Su clave provisoria está lista')
  return v.texto('#clave-provisoria')
}

async function cambiar(v: Visita, { rut }: Persona, actual: string, nueva: string): Promise<void> {
  await v.seguir('Cambiar CS')
  await v.enviar({ rut, claveActual: actual }, 'Validar')
  await v.enviar({ claveNueva: nueva, repetirClaveNueva: nueva }, 'Cambiar Clave')
  expect(await v.titulo()).toBe('Su CS fue cambiada')
}

async function entrarAActualizar(v: Visita, { rut, email }: Persona): Promise<void> {
  await v.ir('/')
  await v.seguir('ACTUALICE SUS DATOS AQUÍ. Persona Natural')
  await v.enviar({ rut, fechaNacimiento: '3/10/1994', emailRegistrado: email.toUpperCase() }, 'Validar')
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
}

async function actualizar(v: Visita, persona: Persona): Promise<void> {
  await entrarAActualizar(v, persona)
  expect(await v.valor('direccion')).toBe('Pasaje Los Aromos')
  await v.enviar(
    { direccion: 'Calle Nueva', numero: '77', region: '05', comuna: '05101' },
    'Actualizar Datos',
  )
  expect(await v.titulo()).toBe('Datos actualizados')
  await entrarAActualizar(v, persona)
  expect(await v.valor('direccion')).toBe('Calle Nueva')
  expect(await v.valor('comuna')).toBe('05101')
}

async function decirNoFuiYo(v: Visita, persona: Persona): Promise<void> {
  await abrirCorreo(v, persona, 'Sus datos de Clave Sence fueron actualizados')
  await v.seguir(/enlace/)
  expect(await v.titulo()).toBe('¿No fue usted?')
  await v.presionar('No fui yo: congelar la cuenta')
  expect(await v.titulo()).toBe('Congelamos la cuenta')
  await v.ir('/natural/cambiar')
  await v.enviar({ rut: persona.rut, claveActual: NUEVA }, 'Validar')
  expect(await v.titulo()).toBe('Su cuenta está congelada')
}

async function volver(v: Visita, persona: Persona): Promise<void> {
  await abrirCorreo(v, persona, 'Su Clave Sence fue congelada')
  await v.seguir(/enlace/)
  await v.presionar('Crear mi nueva CS')
  await v.enviar({ claveNueva: ULTIMA, repetirClaveNueva: ULTIMA }, 'Cambiar Clave')
  expect(await v.titulo()).toBe('Su CS fue cambiada')
  await v.ir('/natural/cambiar')
  await v.enviar({ rut: persona.rut, claveActual: ULTIMA }, 'Validar')
  expect(v.ruta()).toBe('/natural/cambiar/nueva')
}

const fila = (v: Visita, { email }: Persona) => v.pagina.locator('tr', { hasText: email })

/** Subjects of a person's mails, oldest first. */
async function correosDe(v: Visita, persona: Persona): Promise<string[]> {
  await v.ir('/dev/correo')
  return (await fila(v, persona).getByRole('link').allTextContents()).reverse()
}

async function abrirCorreo(v: Visita, persona: Persona, asunto: string): Promise<void> {
  await vi.waitFor(async () => expect(await correosDe(v, persona)).toContain(asunto), {
    timeout: 20_000,
    interval: 250,
  })
  await v.cambiarDePagina(() => fila(v, persona).getByRole('link', { name: asunto }).first().click())
}
