import { SECRETOS, type Secreto } from '../../domain/intentos.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { anotar } from '../anotar.ts'
import { reponerIntentos } from '../intentos.ts'
import { sujetoDeCuenta } from '../limites.ts'
import type { Dependencias } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

/**
 * Ends every closure of an identifier: its counters begin again (PRODUCT “Tries”).
 * @returns which secrets were closed; nothing when there is no such account.
 */
export function reabrirCuenta(
  deps: Dependencias,
  operador: Operador,
  perfil: Perfil,
  identificador: string,
): Promise<Secreto[] | undefined> {
  const ahora = deps.reloj.ahora()
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(perfil, identificador)
    const sujeto = sujetoDeCuenta(deps, { perfil, identificador }, cuenta)
    const cerrados: Secreto[] = []
    for (const secreto of cuenta ? SECRETOS : []) {
      const { cerradoHasta } = await uow.contadores.bloquear(secreto, sujeto)
      if (cerradoHasta && cerradoHasta > ahora) cerrados.push(secreto)
      await reponerIntentos(uow, secreto, sujeto)
    }
    await anotar(uow, operador, ahora, 'cuenta_reabierta', {
      actor: actorDe(operador),
      sujeto,
      cuentaId: cuenta?.id ?? null,
      resultado: cuenta ? 'bien' : 'no_existe',
      detalle: cuenta ? { cerrados: cerrados.join(' ') } : null,
    })
    return cuenta ? cerrados : undefined
  })
}
