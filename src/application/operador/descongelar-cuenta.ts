import type { Cuenta } from '../../domain/cuenta.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { anotar } from '../anotar.ts'
import { sujetoDeCuenta } from '../limites.ts'
import type { Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

export type Descongelada =
  | { resultado: 'bien'; caminos: ('correo' | 'pregunta')[] }
  | { resultado: 'no_existe' | 'no_congelada' | 'cambio_entretanto' }

/**
 * Makes a frozen account active again without giving any key. Whoever made its owner freeze it may know its CS,
 * and its answer if that opened the way: both are taken away, and the person recovers as usual.
 * @returns the ways by which the person can recover; none when neither e-mail nor question is left.
 */
export function descongelarCuenta(
  deps: Dependencias,
  operador: Operador,
  perfil: Perfil,
  identificador: string,
): Promise<Descongelada> {
  const ahora = deps.reloj.ahora()
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(perfil, identificador)
    const hecho = await descongelar(uow, cuenta, ahora)
    await anotar(uow, operador, ahora, 'cuenta_descongelada', {
      actor: actorDe(operador),
      sujeto: sujetoDeCuenta(deps, { perfil, identificador }, cuenta),
      cuentaId: cuenta?.id ?? null,
      resultado: hecho.resultado,
    })
    return hecho
  })
}

async function descongelar(
  uow: UnidadDeTrabajo,
  cuenta: Cuenta | undefined,
  ahora: Date,
): Promise<Descongelada> {
  if (!cuenta) return { resultado: 'no_existe' }
  if (cuenta.estado !== 'congelada') return { resultado: 'no_congelada' }
  const conRespuesta = await uow.eventos.seCongeloConRespuesta(cuenta.id)
  const activa: Cuenta = {
    ...cuenta,
    estado: 'activa',
    claveHash: null,
    ...(conRespuesta && { preguntaSecreta: null, respuestaHash: null }),
    actualizadaEn: ahora,
  }
  const guardado = await uow.cuentas.guardar(activa)
  if (guardado !== 'guardada') return { resultado: 'cambio_entretanto' }
  return {
    resultado: 'bien',
    caminos: [
      ...(activa.email ? (['correo'] as const) : []),
      ...(activa.respuestaHash ? (['pregunta'] as const) : []),
    ],
  }
}
