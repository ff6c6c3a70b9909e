/** Ways through the product that many tests begin with. */
import type { Correo } from '../../src/application/ports.ts'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { cambiarEn, cuentaEn, registradaEn } from './cuentas.ts'
import { type Campos, Navegador, type Pagina } from './navegador.ts'
import { CLAVE, RESPUESTA, registroNatural, rutDe } from './personas.ts'
import type { ProductoDePrueba } from './producto.ts'

export const emailDe = (numero: number): string => `persona${numero}@correo.test`

/** Registers a person. @returns the browser in which it was done. */
export const registrada = (p: ProductoDePrueba, numero: number, otros: Campos = {}): Promise<Navegador> =>
  registradaEn(p, 'natural', registroNatural(numero, otros))

/** Keeps an account as the old system left it: registered here, then changed. */
export async function registradaCon(
  p: ProductoDePrueba,
  numero: number,
  cambios: Partial<Cuenta>,
): Promise<Navegador> {
  const yo = await registrada(p, numero)
  await cambiarEn(p, 'natural', rutDe(numero), cambios)
  return yo
}

/** The account as it is kept. */
export const cuentaDe = (p: ProductoDePrueba, numero: number): Promise<Cuenta> =>
  cuentaEn(p, 'natural', rutDe(numero))

/** Step 1 and 2 of Recuperar. @returns the page that follows. */
export async function responder(yo: Navegador, numero: number, respuesta = RESPUESTA): Promise<Pagina> {
  const pregunta = await yo.enviar('/natural/recuperar', { rut: rutDe(numero) })
  return yo.enviarDesde(pregunta, { respuestaSecreta: respuesta })
}

/** The temporary key that a page shows; '' when it shows none. */
export const claveEn = (pagina: Pagina): string =>
  /id="clave-provisoria"[^>]*>([^<]+)</.exec(pagina.html)?.[1] ?? ''

export const pedirProvisoria = async (yo: Navegador, numero: number): Promise<string> =>
  claveEn(await responder(yo, numero))

/** Step 1 of Cambiar. */
export const validar = (yo: Navegador, numero: number, claveActual = CLAVE): Promise<Pagina> =>
  yo.enviar('/natural/cambiar', { rut: rutDe(numero), claveActual })

/** The whole of Cambiar. */
export const cambiar = async (
  yo: Navegador,
  numero: number,
  claveActual: string,
  nueva: string,
): Promise<Pagina> =>
  yo.enviarDesde(await validar(yo, numero, claveActual), { claveNueva: nueva, repetirClaveNueva: nueva })

/** Step 1 of Actualizar. */
export const validarDatos = (yo: Navegador, numero: number, otros: Campos = {}): Promise<Pagina> =>
  yo.enviar('/natural/actualizar', {
    rut: rutDe(numero),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailDe(numero),
    ...otros,
  })

/** The boxes of step 3 of Actualizar, as a registration left them. */
export const datosDe = (numero: number, otros: Campos = {}): Campos => ({
  direccion: 'Pasaje Los Aromos',
  numero: '123',
  region: '13',
  comuna: '13101',
  email: emailDe(numero),
  sinCelular: 'si',
  ...otros,
})

/** Steps 1 and 2 of Actualizar, with the secret answer. @returns the page of step 3. */
export const conRespuesta = async (yo: Navegador, numero: number): Promise<Pagina> =>
  yo.enviarDesde(await validarDatos(yo, numero), { preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA })

/** Steps 1 and 2 of Actualizar, with the code by mail. @returns the page of step 3. */
export async function conCodigo(p: ProductoDePrueba, yo: Navegador, numero: number): Promise<Pagina> {
  const pagina = await yo.enviarDesde(await validarDatos(yo, numero), {}, 'codigo')
  return yo.enviarDesde(pagina, { codigo: await codigoPara(p, emailDe(numero)) })
}

/** The messages to a mailbox, after a round of the outbox. */
export async function correosPara(p: ProductoDePrueba, para: string): Promise<Correo[]> {
  await p.despachar()
  return p.correo.enviados.filter((correo) => correo.para === para)
}

/** The last message to a mailbox that has that button or link. @returns the address under it. */
export async function enlacePara(p: ProductoDePrueba, para: string, texto: string): Promise<string> {
  const correos = await correosPara(p, para)
  const urls = correos.map((correo) => correo.texto.split(`${texto}:\n`)[1]?.split('\n')[0] ?? '')
  const url = urls.findLast(Boolean)
  if (!url) throw new Error(`no "${texto}" for ${para}: ${correos.map(({ asunto }) => asunto).join(', ')}`)
  return url
}

/** The last 6-digit code that a mailbox got. */
export async function codigoPara(p: ProductoDePrueba, para: string): Promise<string> {
  const correos = await correosPara(p, para)
  return correos.map(({ texto }) => /Código: (\d{6})/.exec(texto)?.[1] ?? '').findLast(Boolean) ?? ''
}

/** “No recuerdo la respuesta”. @returns the page that follows. */
export async function pedirEnlace(yo: Navegador, numero: number): Promise<Pagina> {
  await yo.enviar('/natural/recuperar', { rut: rutDe(numero) })
  return yo.enviar('/natural/recuperar/correo', {})
}

/** Opens the last “No fui yo” of a mailbox and presses its button. */
export async function noFuiYo(p: ProductoDePrueba, para: string): Promise<Pagina> {
  const yo = new Navegador(p.app)
  return yo.presionar(await yo.abrir(await enlacePara(p, para, 'No fui yo')), '/enlace/no-fui-yo')
}
