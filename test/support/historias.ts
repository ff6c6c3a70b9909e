/** What people of every profile do in a browser, and the messages that they follow. */
import { expect } from 'vitest'
import { correosPara, enlacePara } from './recorridos.ts'
import type { Sitio } from './sitio.ts'
import type { Visita } from './visita.ts'

/** The same in both boxes of a new CS, and the captcha. */
export async function elegirClave(v: Visita, clave: string): Promise<void> {
  await v.enviar({ claveNueva: clave, repetirClaveNueva: clave }, 'Cambiar Clave')
  expect(await v.titulo()).toBe('Su CS fue cambiada')
}

/** Opens the last message of a mailbox that has this link, and presses the button of the page that it leads to. */
export async function porCorreo(
  v: Visita,
  sitio: Sitio,
  email: string,
  { enlace, boton }: { enlace: string; boton: string },
): Promise<void> {
  await v.ir(await enlacePara(sitio, email, enlace))
  await v.presionar(boton)
}

export async function confirmarCorreo(v: Visita, sitio: Sitio, email: string): Promise<void> {
  await porCorreo(v, sitio, email, { enlace: 'Confirmar mi correo', boton: 'Confirmar mi correo' })
  expect(await v.titulo()).toBe('Su correo está confirmado')
}

export async function decirNoFuiYo(v: Visita, sitio: Sitio, email: string): Promise<void> {
  await porCorreo(v, sitio, email, { enlace: 'No fui yo', boton: 'No fui yo: congelar la cuenta' })
  expect(await v.titulo()).toBe('Congelamos la cuenta')
}

/** From the mail with the way back to an account in use again. */
export async function volverAUsar(v: Visita, sitio: Sitio, email: string, clave: string): Promise<void> {
  await porCorreo(v, sitio, email, { enlace: 'Volver a usar mi cuenta', boton: 'Crear mi nueva CS' })
  await elegirClave(v, clave)
}

/** The last temporary key that a mailbox got. */
export async function provisoriaPara(sitio: Sitio, email: string): Promise<string> {
  const textos = (await correosPara(sitio, email)).map(({ texto }) => texto)
  return textos.map((texto) => /Clave provisoria: (\w{10})/.exec(texto)?.[1] ?? '').findLast(Boolean) ?? ''
}
