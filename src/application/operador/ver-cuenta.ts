import { type Cuenta, type DatoMinimo, datosMinimosFaltantes } from '../../domain/cuenta.ts'
import { enmascararCelular, enmascararEmail } from '../../domain/enmascarar.ts'
import { type Contador, SECRETOS, type Secreto } from '../../domain/intentos.ts'
import type { Perfil } from '../../domain/perfil.ts'
import { anotar } from '../anotar.ts'
import { sujetoDe, sujetoDeCuenta } from '../limites.ts'
import type { AnotacionGuardada, Caso, Dependencias } from '../ports.ts'
import { actorDe, type Operador } from './operador.ts'

const ANOTACIONES = 20

/** What an operator may see of an account: states, times and codes. No hash, no name, no whole address. */
export interface FichaCuenta {
  cuenta: Pick<Cuenta, 'perfil' | 'identificador' | 'estado' | 'identidad' | 'creadaEn' | 'actualizadaEn'>
  /** When it came from the old system; null for one that was made here. */
  importadaEn: Date | null
  /** Under which it was before it changed perfil, and leads to it. */
  anterior: Pick<Cuenta, 'perfil' | 'identificador'> | null
  emailEnmascarado: string | null
  emailConfirmadoEn: Date | null
  celularEnmascarado: string | null
  faltan: DatoMinimo[]
  contadores: { secreto: Secreto; contador: Contador }[]
  /** Until when the temporary key can be used; null when there is none. */
  provisoriaHasta: Date | null
  casos: Caso[]
  /** The last twenty, newest first. */
  bitacora: AnotacionGuardada[]
}

/**
 * Shows an account to an operator and notes that it was seen.
 * @returns nothing when there is no such account; that it was looked for is noted too.
 */
export function verCuenta(
  deps: Dependencias,
  operador: Operador,
  perfil: Perfil,
  identificador: string,
): Promise<FichaCuenta | undefined> {
  const ahora = deps.reloj.ahora()
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(perfil, identificador)
    const sujeto = sujetoDeCuenta(deps, { perfil, identificador }, cuenta)
    await anotar(uow, operador, ahora, 'cuenta_vista', {
      actor: actorDe(operador),
      sujeto,
      cuentaId: cuenta?.id ?? null,
      resultado: cuenta ? 'bien' : 'no_existe',
    })
    if (!cuenta) return undefined
    const contadores: FichaCuenta['contadores'] = []
    for (const secreto of SECRETOS) {
      contadores.push({ secreto, contador: await uow.contadores.leer(secreto, sujeto) })
    }
    const provisoria = await uow.provisorias.bloquear(cuenta.id)
    const { estado, identidad, creadaEn, actualizadaEn } = cuenta
    const anterior = await uow.cuentas.anteriorDe(cuenta.id)
    const casos = await uow.casos.deSujeto(sujeto)
    if (anterior) {
      casos.unshift(...(await uow.casos.deSujeto(sujetoDe(deps, anterior.perfil, anterior.identificador))))
    }
    return {
      importadaEn: (await uow.importaciones.deCuenta(cuenta.id)) ?? null,
      cuenta: {
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        estado,
        identidad,
        creadaEn,
        actualizadaEn,
      },
      anterior: anterior ?? null,
      emailEnmascarado: cuenta.email && enmascararEmail(cuenta.email),
      emailConfirmadoEn: cuenta.emailConfirmadoEn,
      celularEnmascarado: cuenta.celular && enmascararCelular(cuenta.celular),
      faltan: datosMinimosFaltantes(cuenta),
      contadores,
      provisoriaHasta: provisoria && provisoria.venceEn > ahora ? provisoria.venceEn : null,
      casos,
      bitacora: await uow.bitacora.deCuenta(cuenta.id, ANOTACIONES),
    }
  })
}
