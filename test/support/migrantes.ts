/** Ways of a migrant through the product, and of the natural person that a migrant becomes. */
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { cuentaEn, registradaEn } from './cuentas.ts'
import type { Campos, Navegador, Pagina } from './navegador.ts'
import { nieDe, RESPUESTA, registroMigrante } from './personas.ts'
import type { ProductoDePrueba } from './producto.ts'
import { codigoPara, datosDe, emailDe } from './recorridos.ts'

/** Registers a migrant. @returns the browser in which it was done. */
export async function registrado(
  p: ProductoDePrueba,
  numero: number,
  otros: Campos = {},
): Promise<Navegador> {
  const yo = await registradaEn(p, 'migrante', registroMigrante(numero, otros))
  // What leaves in one round has no order where the clock stands still.
  await p.despachar()
  return yo
}

/** The account that an NIE leads to. */
export const cuentaDelNie = (p: ProductoDePrueba, numero: number): Promise<Cuenta> =>
  cuentaEn(p, 'migrante', nieDe(numero))

/** Step 1 of Actualizar. @param rut that the migrant wants to go on with; '' for none. */
export const validarMigrante = (
  yo: Navegador,
  numero: number,
  rut = '',
  otros: Campos = {},
): Promise<Pagina> =>
  yo.enviar('/migrante/actualizar', {
    nie: nieDe(numero),
    fechaNacimiento: '03-10-1994',
    emailRegistrado: emailDe(numero),
    rutAlternativo: rut,
    ...otros,
  })

/** Steps 1 and 2, with the secret answer. @returns the page of step 3. */
export const migranteConRespuesta = async (yo: Navegador, numero: number, rut = ''): Promise<Pagina> =>
  yo.enviarDesde(await validarMigrante(yo, numero, rut), {
    preguntaSecreta: 'p01',
    respuestaSecreta: RESPUESTA,
  })

/** Steps 1 and 2, with the code by mail. @returns the page of step 3. */
export async function migranteConCodigo(
  p: ProductoDePrueba,
  yo: Navegador,
  numero: number,
  rut = '',
): Promise<Pagina> {
  const pagina = await yo.enviarDesde(await validarMigrante(yo, numero, rut), {}, 'codigo')
  return yo.enviarDesde(pagina, { codigo: await codigoPara(p, emailDe(numero)) })
}

/** The whole of Actualizar with an RUT, which takes the code. */
export const hacerseNatural = async (
  p: ProductoDePrueba,
  yo: Navegador,
  numero: number,
  rut: string,
  otros: Campos = {},
): Promise<Pagina> => yo.enviarDesde(await migranteConCodigo(p, yo, numero, rut), datosDe(numero, otros))
