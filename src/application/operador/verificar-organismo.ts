import type { Cuenta } from '../../domain/cuenta.ts'
import { esDeOtroRepresentante, type Organismo, segunRegistro } from '../../domain/organismo.ts'
import { anotar } from '../anotar.ts'
import { guardarCuenta } from '../guardar-cuenta.ts'
import { sujetoDe } from '../limites.ts'
import type { Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

export type Verificada = 'bien' | 'no_existe' | 'cerrada' | 'sin_representante' | 'otro_representante'

/**
 * An operator saw the papers of an organisation that the register does not have (yet): its account is `verificada`.
 * @returns why not, when it is not: the register names another representative, or the account none.
 */
export function verificarOrganismo(
  deps: Pick<Dependencias, 'almacen' | 'huellas' | 'reloj'>,
  operador: Operador,
  rut: string,
): Promise<Verificada> {
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador('juridica', rut)
    const resultado = await verificar(uow, cuenta, deps.reloj.ahora())
    await anotar(uow, operador, deps.reloj.ahora(), 'identidad_cambiada', {
      actor: actorDe(operador),
      sujeto: sujetoDe(deps, 'juridica', rut),
      cuentaId: cuenta?.id ?? null,
      resultado: resultado === 'bien' ? 'verificada' : resultado,
    })
    return resultado
  })
}

async function verificar(uow: UnidadDeTrabajo, cuenta: Cuenta | undefined, ahora: Date): Promise<Verificada> {
  if (!cuenta) return 'no_existe'
  if (cuenta.estado === 'cerrada') return 'cerrada'
  if (cuenta.rutRepresentante === null) return 'sin_representante'
  const organismo = await uow.organismos.porRut(cuenta.identificador)
  if (esDeOtroRepresentante(cuenta, organismo)) return 'otro_representante'
  const verificada: Cuenta = organismo
    ? segunRegistro(cuenta, organismo)
    : { ...cuenta, identidad: 'verificada', verificadaPor: 'operador' }
  await guardarCuenta(uow, { ...verificada, actualizadaEn: ahora })
  return 'bien'
}

/** What an operator may see of an organisation. */
export interface FichaOrganismo {
  /** When the register in force was loaded; null before the first load. */
  cargadosEn: Date | null
  organismo: Organismo | undefined
  cuenta: Pick<Cuenta, 'estado' | 'identidad'> | undefined
  /** Whether the account names somebody else than the register. */
  otroRepresentante: boolean
}

/** Shows an organisation to an operator, in the register and as an account, and notes that it was seen. */
export function verOrganismo(
  deps: Pick<Dependencias, 'almacen' | 'huellas' | 'reloj'>,
  operador: Operador,
  rut: string,
): Promise<FichaOrganismo> {
  return deps.almacen.transaccion(async (uow) => {
    const organismo = await uow.organismos.porRut(rut)
    const cuenta = await uow.cuentas.porIdentificador('juridica', rut)
    await anotar(uow, operador, deps.reloj.ahora(), 'organismo_visto', {
      actor: actorDe(operador),
      sujeto: sujetoDe(deps, 'juridica', rut),
      cuentaId: cuenta?.id ?? null,
      resultado: organismo ? 'bien' : 'no_existe',
    })
    return {
      cargadosEn: await uow.organismos.cargadosEn(),
      organismo,
      cuenta: cuenta && { estado: cuenta.estado, identidad: cuenta.identidad },
      otroRepresentante: cuenta !== undefined && esDeOtroRepresentante(cuenta, organismo),
    }
  })
}
