/** An account of any profile: made by its form, read, and written as it should have been. */
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { Perfil } from '../../src/domain/perfil.ts'
import { type Campos, Navegador } from './navegador.ts'
import type { ProductoDePrueba } from './producto.ts'

/** Sends the form of Registrar. @returns the browser in which it was done. */
export async function registradaEn(p: ProductoDePrueba, perfil: Perfil, campos: Campos): Promise<Navegador> {
  const yo = new Navegador(p.app)
  const pagina = await yo.enviar(`/${perfil}/registrar`, campos)
  if (pagina.titulo !== 'Su cuenta fue creada') {
    throw new Error(`${pagina.titulo}: ${pagina.errores.join(' ')}`)
  }
  return yo
}

/** The account that an identifier leads to. */
export async function cuentaEn(p: ProductoDePrueba, perfil: Perfil, identificador: string): Promise<Cuenta> {
  const cuenta = await p.deps.almacen.transaccion((uow) =>
    uow.cuentas.porIdentificador(perfil, identificador),
  )
  if (!cuenta) throw new Error(`no account ${perfil} ${identificador}`)
  return cuenta
}

/** Writes it past the rules. */
export const cambiarEn = (
  p: ProductoDePrueba,
  perfil: Perfil,
  identificador: string,
  cambios: Partial<Cuenta>,
): Promise<void> =>
  p.deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(perfil, identificador)
    if (!cuenta) throw new Error(`no account ${perfil} ${identificador}`)
    await uow.cuentas.guardar({ ...cuenta, ...cambios })
  })
