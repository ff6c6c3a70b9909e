/** Ways of an organisation through the product that many tests begin with. */
import type { Cuenta } from '../../src/domain/cuenta.ts'
import { cambiarEn, cuentaEn, registradaEn } from './cuentas.ts'
import type { Campos, Navegador, Pagina } from './navegador.ts'
import { REPRESENTANTE } from './organismos.ts'
import { RESPUESTA, registroJuridica, rutDe } from './personas.ts'
import type { ProductoDePrueba } from './producto.ts'
import { codigoPara, datosDe, emailDe } from './recorridos.ts'

export const emailRepresentanteDe = (numero: number): string => `representante${numero}@correo.test`

/** Registers an organisation. @returns the browser in which it was done. */
export const organizacion = (p: ProductoDePrueba, numero: number, otros: Campos = {}): Promise<Navegador> =>
  registradaEn(p, 'juridica', registroJuridica(numero, otros))

/** Its account as it is kept. */
export const cuentaDeOrganizacion = (p: ProductoDePrueba, numero: number): Promise<Cuenta> =>
  cuentaEn(p, 'juridica', rutDe(numero))

/** Writes its account as it should have been. */
export const cambiarCuenta = (p: ProductoDePrueba, numero: number, cambios: Partial<Cuenta>): Promise<void> =>
  cambiarEn(p, 'juridica', rutDe(numero), cambios)

/** Step 1 of Actualizar. */
export const validarOrganizacion = (yo: Navegador, numero: number, otros: Campos = {}): Promise<Pagina> =>
  yo.enviar('/juridica/actualizar', {
    rut: rutDe(numero),
    rutRepresentante: REPRESENTANTE,
    emailRegistrado: emailDe(numero),
    ...otros,
  })

/** Steps 1 and 2 with the secret answer. @returns the page of step 3. */
export const organizacionConRespuesta = async (yo: Navegador, numero: number): Promise<Pagina> =>
  yo.enviarDesde(await validarOrganizacion(yo, numero), {
    preguntaSecreta: 'p01',
    respuestaSecreta: RESPUESTA,
  })

/** Steps 1 and 2 with the code that the representative gets. @returns the page of step 3. */
export async function organizacionConCodigo(
  p: ProductoDePrueba,
  yo: Navegador,
  numero: number,
  buzon = emailRepresentanteDe(numero),
): Promise<Pagina> {
  const pagina = await yo.enviarDesde(await validarOrganizacion(yo, numero), {}, 'codigo')
  return yo.enviarDesde(pagina, { codigo: await codigoPara(p, buzon) })
}

/** The boxes of step 3, as a registration left them. */
export const datosDeOrganizacion = (numero: number, otros: Campos = {}): Campos => ({
  ...datosDe(numero),
  rutRepresentante: REPRESENTANTE,
  emailRepresentante: emailRepresentanteDe(numero),
  celularRepresentante: '',
  ...otros,
})
