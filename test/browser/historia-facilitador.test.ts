/** Two OTECs and the foreign facilitator that they have in common. */
import { describe, expect, test } from 'vitest'
import { enChromium, escena } from '../support/escena.ts'
import { emailDeFacilitador, emailDeOtec, pedido } from '../support/facilitadores.ts'
import { elegirClave, porCorreo } from '../support/historias.ts'
import { abrirSitioConOperador, importarRegistro } from '../support/operador.ts'
import { organismoDe } from '../support/organismos.ts'
import { organizacion } from '../support/organizaciones.ts'
import { CLAVE, nieDe, rutDe } from '../support/personas.ts'
import { correosPara } from '../support/recorridos.ts'
import { CON_TECLADO, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

const SUYA = 'Qu3ltehue!'
const NUEVA = 'Tr3pador#7'
const ULTIMA = 'Arrayan#7'
const INVITADO = { enlace: 'Responder a la OTEC', boton: 'Sí, trabajo con esta OTEC' }
const MODOS = [CON_TECLADO, SIN_JAVASCRIPT]
const PENDIENTE = /Estado: Pendiente: falta que el facilitador acepte/

enChromium('a foreign facilitator and two OTECs', () => {
  const e = escena(abrirSitioConOperador)

  describe.each(MODOS)('$nombre', (modo) => {
    test('one asks, the facilitator accepts; another asks too; the CS is changed, recovered, and outlives the first', async () => {
      const [una, otra] = [76_600_000, 76_600_001].map((numero) => numero + 10 * MODOS.indexOf(modo))
      if (!una || !otra) throw new Error('two numbers')
      const suyo = una - 76_000_000
      const email = emailDeFacilitador(suyo)
      await importarRegistro(e.sitio, [organismoDe(una), organismoDe(otra)])
      for (const numero of [una, otra]) await organizacion(e.sitio, numero)
      const v = await e.entrar(modo)

      await solicitar(v, una, suyo)
      await porCorreo(v, e.sitio, email, INVITADO)
      expect(v.ruta()).toBe('/facilitador/cambiar/nueva')
      await elegirClave(v, SUYA)

      await solicitar(v, otra, suyo, { nombres: 'Escrito de otro modo' })
      await probarOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', otra)
      expect(await estados(v)).toEqual([expect.stringMatching(PENDIENTE)])
      expect(await estados(v)).not.toEqual([expect.stringContaining('Chimamanda')])
      await porCorreo(v, e.sitio, email, INVITADO)
      expect(await v.titulo()).toBe('Aceptó a la OTEC')

      await cambiar(v, suyo, SUYA, NUEVA)
      await recuperar(v, otra)
      await porCorreo(v, e.sitio, email, { enlace: 'Recuperar mi CS', boton: 'Crear mi nueva CS' })
      await elegirClave(v, ULTIMA)

      await retirar(v, una)
      await v.ir('/facilitador/cambiar')
      await v.enviar({ nie: nieDe(suyo), claveActual: ULTIMA }, 'Validar')
      expect(v.ruta()).toBe('/facilitador/cambiar/nueva')
      expect((await correosPara(e.sitio, email)).map(({ asunto }) => asunto)).toEqual([
        'Una OTEC le pide ser su facilitador extranjero',
        'Aceptó ser facilitador de una OTEC',
        'Una OTEC le pide ser su facilitador extranjero',
        'Aceptó ser facilitador de una OTEC',
        'Su Clave Sence fue cambiada',
        'Enlace para recuperar su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Ya no es facilitador de una OTEC',
      ])
      expect((await correosPara(e.sitio, emailDeOtec(otra))).map(({ asunto }) => asunto)).toEqual([
        'Su Clave Sence fue creada',
        'Su OTEC solicitó un facilitador extranjero',
        'Un facilitador extranjero aceptó a su OTEC',
        'Su OTEC pidió recuperar la Clave Sence de un facilitador',
      ])
    })
  })
})

async function probarOtec(v: Visita, boton: string, numero: number, clave = CLAVE): Promise<void> {
  await v.ir('/')
  await v.seguir(boton)
  await v.enviar({ rutOtec: rutDe(numero), claveOtec: clave }, 'Validar')
}

/** Asks for a facilitator, once the OTEC has mistyped its CS. */
async function solicitar(v: Visita, otec: number, suyo: number, otros = {}): Promise<void> {
  await probarOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', otec, 'Otra#1234')
  expect(await v.errores()).toEqual(['Los datos no coinciden. Revíselos. Le quedan 4 intentos'])
  await v.enviar({ claveOtec: CLAVE }, 'Validar')
  expect(await v.texto('main')).toContain('La OTEC todavía no tiene facilitadores.')
  await v.enviar(pedido(suyo, otros), 'Solicitar CS')
  expect(await v.titulo()).toBe('Registramos su solicitud')
}

const estados = (v: Visita) => v.pagina.locator('.listado li').allTextContents()

async function cambiar(v: Visita, suyo: number, actual: string, nueva: string): Promise<void> {
  await v.ir('/facilitador/cambiar')
  await v.enviar({ nie: nieDe(suyo), claveActual: actual }, 'Validar')
  await elegirClave(v, nueva)
}

async function recuperar(v: Visita, otec: number): Promise<void> {
  await v.ir('/juridica/facilitador/recuperar')
  await v.enviar({ rutOtec: rutDe(otec), claveOtec: CLAVE }, 'Validar')
  const [, elegido = ''] = await v
    .campo('facilitador')
    .locator('option')
    .evaluateAll((opciones) => opciones.map((opcion) => opcion.getAttribute('value') ?? ''))
  await v.enviar({ facilitador: elegido }, 'Enviar enlace al facilitador')
  expect(await v.titulo()).toBe('Enviamos el enlace al facilitador')
}

async function retirar(v: Visita, otec: number): Promise<void> {
  await probarOtec(v, 'SOLICITAR CS PARA FACILITADOR EXTRANJERO', otec)
  expect(await estados(v)).toEqual([expect.stringMatching(/Estado: Activo/)])
  await v.seguir(/^Retirar a /)
  await v.enviar({}, 'Retirar al facilitador')
  expect(await v.titulo()).toBe('El facilitador fue retirado')
}
