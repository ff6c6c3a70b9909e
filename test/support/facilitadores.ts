/** OTECs and their foreign facilitators: ways through the product that their tests begin with. */
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { type Campos, Navegador, type Pagina } from './navegador.ts'
import { cambiarCuenta, organizacion } from './organizaciones.ts'
import { CLAVE, nieDe, rutDe } from './personas.ts'
import type { ProductoDePrueba } from './producto.ts'
import { correosPara, emailDe, enlacePara } from './recorridos.ts'

export const SOLICITAR = '/juridica/facilitador/solicitar'
export const RECUPERAR = '/juridica/facilitador/recuperar'
export const CLAVE_DE_FACILITADOR = 'Qu3ltehue!'

export const emailDeOtec = emailDe
export const emailDeFacilitador = (numero: number): string => `facilitador${numero}@correo.test`

/** Keeps the account of an OTEC that may ask for facilitators; `cambios` make it another one. */
export async function otec(
  p: ProductoDePrueba,
  numero: number,
  cambios: Partial<Cuenta> = {},
): Promise<Navegador> {
  const yo = await organizacion(p, numero)
  await cambiarCuenta(p, numero, { identidad: 'verificada', ...cambios })
  return yo
}

export const cuentaDeFacilitador = (p: ProductoDePrueba, numero: number): Promise<Cuenta | undefined> =>
  p.deps.almacen.transaccion((uow) => uow.cuentas.porIdentificador('facilitador', nieDe(numero)))

/** What an OTEC types of a facilitator. */
export const pedido = (numero: number, otros: Campos = {}): Campos => ({
  nie: nieDe(numero),
  tipoDocumento: 'pasaporte',
  nombres: 'Chimamanda',
  apellidoPaterno: 'Okafor',
  apellidoMaterno: '',
  paisOrigen: 'NGA',
  email: emailDeFacilitador(numero),
  ...otros,
})

/** Step 1: the OTEC proves itself. */
export const probarOtec = (yo: Navegador, url: string, numero: number, clave = CLAVE): Promise<Pagina> =>
  yo.enviar(url, { rutOtec: rutDe(numero), claveOtec: clave })

/** Both steps of asking for a facilitator. */
export const solicitar = async (yo: Navegador, numeroOtec: number, campos: Campos): Promise<Pagina> =>
  yo.enviarDesde(await probarOtec(yo, SOLICITAR, numeroOtec), campos)

/** The last invitation that a mailbox got. */
export const invitacionPara = (p: ProductoDePrueba, email: string): Promise<string> =>
  enlacePara(p, email, 'Responder a la OTEC')

/** Opens an invitation and presses one of its buttons. */
export async function responder(
  p: ProductoDePrueba,
  url: string,
  boton: 'aceptar-otec' | 'rechazar',
): Promise<{ yo: Navegador; pagina: Pagina }> {
  const yo = new Navegador(p.app)
  return { yo, pagina: await yo.presionar(await yo.abrir(url), `/${boton}`) }
}

/** Accepts the last invitation and chooses the CS. @returns the last page. */
export async function activar(p: ProductoDePrueba, email: string): Promise<Pagina> {
  const { yo, pagina } = await responder(p, await invitacionPara(p, email), 'aceptar-otec')
  return yo.enviarDesde(pagina, {
    claveNueva: CLAVE_DE_FACILITADOR,
    repetirClaveNueva: CLAVE_DE_FACILITADOR,
  })
}

/** An OTEC's facilitator, with its CS. */
export async function conFacilitador(p: ProductoDePrueba, numeroOtec: number, numero: number) {
  const yo = await otec(p, numeroOtec)
  await solicitar(yo, numeroOtec, pedido(numero))
  await activar(p, emailDeFacilitador(numero))
  return yo
}

/** The list as an OTEC reads it, one text for each facilitator. */
export const listaEn = (pagina: Pagina): string[] =>
  [...pagina.html.matchAll(/<li><strong>([\s\S]*?)<\/li>/g)].map(([, uno = '']) =>
    uno
      .replace(/<a [\s\S]*?<\/a>/g, '')
      .replace(/<\/(?:strong|span)>/g, ' | ')
      .replace(/<[^>]+>/g, '')
      .replace(/ \| $/, '')
      .trim(),
  )

/** The ids of a choice of facilitators. */
export const idsEn = (pagina: Pagina): string[] =>
  [...pagina.html.matchAll(/<option value="([\da-f-]{36})"/g)].map(([, id]) => id ?? '')

export const asuntosPara = async (p: ProductoDePrueba, email: string): Promise<string[]> =>
  (await correosPara(p, email)).map(({ asunto }) => asunto)
