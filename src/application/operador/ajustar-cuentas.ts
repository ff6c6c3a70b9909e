import { segunRegistro } from '../../domain/organismo.ts'
import { anotar } from '../anotar.ts'
import { guardarCuenta } from '../guardar-cuenta.ts'
import { sujetoDe } from '../limites.ts'
import type { Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

const TANDA = 500

type Deps = Pick<Dependencias, 'almacen' | 'huellas' | 'reloj'>

/**
 * Makes the accounts of organisations as the register in force has them, each in a short transaction: `verificada`
 * where the representative is the same, with its name and type; no longer so where it names somebody else, nor where it
 * vouched for an organisation that it does not have any more.
 * @returns how many changed.
 */
export async function ajustarCuentas(
  deps: Deps,
  { operador, pausaMs }: { operador: Operador; pausaMs: number },
): Promise<number> {
  let [desde, cuantas] = ['', 0]
  for (;;) {
    const { ids, hasta } = await deps.almacen.transaccion((uow) =>
      uow.organismos.cuentasPorAjustar(desde, TANDA),
    )
    for (const id of ids) {
      if (await deps.almacen.transaccion((uow) => ajustar(deps, uow, operador, id))) cuantas += 1
    }
    if (hasta === null) return cuantas
    desde = hasta
    await deps.reloj.dormir(pausaMs)
  }
}

async function ajustar(deps: Deps, uow: UnidadDeTrabajo, operador: Operador, id: string): Promise<boolean> {
  const cuenta = await uow.cuentas.porId(id)
  if (!cuenta || cuenta.estado === 'cerrada') return false
  const ahora = deps.reloj.ahora()
  const ajustada = segunRegistro(cuenta, await uow.organismos.porRut(cuenta.identificador))
  if ((await guardarCuenta(uow, { ...ajustada, actualizadaEn: ahora })) !== 'guardada') return false
  if (cuenta.identidad !== ajustada.identidad) {
    await anotar(uow, operador, ahora, 'identidad_cambiada', {
      actor: actorDe(operador),
      cuentaId: id,
      sujeto: sujetoDe(deps, cuenta.perfil, cuenta.identificador),
      resultado: ajustada.identidad,
    })
  }
  return true
}
