import type { Cuenta } from '../domain/cuenta.ts'
import type { CambioDePerfil } from '../domain/pasos.ts'
import { DIA_S } from '../domain/plazos.ts'
import { anotar } from './anotar.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import { mudarIntentos } from './intentos.ts'
import { sujetoDe } from './limites.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from './ports.ts'

/** It tells whether an RUT has an account: one such try per account and day (PRODUCT “Actualizar”). */
const INTENTOS_POR_DIA = 1

/**
 * Makes a migrant's account that of a natural person, in the transaction of Actualizar Datos: the same account,
 * history and `sub` under an RUT. The NIE stays reserved for it. Nobody vouches for the RUT yet, whoever did for the
 * document. Sessions and the other open requests of the account end; its counters go with it.
 * @param cuenta as it was just kept.
 * @returns what came of it; where the RUT has an account nothing is merged and the account stays a migrant's.
 */
export async function hacerseNatural(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  { solicitud, cuenta, rut }: { solicitud: Solicitud; cuenta: Cuenta; rut: string },
): Promise<CambioDePerfil> {
  const ahora = deps.reloj.ahora()
  const sujeto = sujetoDe(deps, 'natural', rut)
  const cambio = await intentar(deps, uow, { ...cuenta, perfil: 'natural', identificador: rut })
  await anotar(uow, contexto, ahora, 'perfil_cambiado', {
    cuentaId: cuenta.id,
    sujeto: cambio === 'hecho' ? sujeto : solicitud.sujeto,
    resultado: cambio,
    detalle: { de: cuenta.perfil, a: 'natural' },
  })
  if (cambio !== 'hecho') return cambio
  await mudarIntentos(uow, sujetoDe(deps, cuenta.perfil, cuenta.identificador), sujeto)
  await uow.sesiones.borrarDeCuenta(cuenta.id)
  await uow.solicitudes.borrarAbiertasDeCuenta(cuenta.id, solicitud.id)
  return cambio
}

async function intentar(deps: Dependencias, uow: UnidadDeTrabajo, natural: Cuenta): Promise<CambioDePerfil> {
  const clave = `hacerse-natural:${natural.id}`
  const { cuenta: veces } = await uow.limites.sumar(clave, DIA_S, deps.reloj.ahora())
  if (veces > INTENTOS_POR_DIA) return 'otro_dia'
  const guardado = await guardarCuenta(uow, { ...natural, identidad: 'declarada' })
  return guardado === 'guardada' ? 'hecho' : 'rut_en_uso'
}
