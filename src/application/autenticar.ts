import { normalizarProvisoria, tieneFormaDeProvisoria } from '../domain/clave.ts'
import type { Cuenta } from '../domain/cuenta.ts'
import type { Perfil } from '../domain/perfil.ts'
import { bien, type Resultado } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import { sujetoDeCuenta } from './limites.ts'
import type { Contexto, Dependencias, Turno, UnidadDeTrabajo } from './ports.ts'
import { probarHash } from './probar-hash.ts'

export interface Credencial {
  perfil: Perfil
  identificador: string
  clave: string
}

export interface Autenticada {
  cuenta: Cuenta
  prueba: 'clave' | 'provisoria'
  /** Of the temporary key with which it was proven. */
  provisoriaHuella?: string
}

/**
 * Proves who holds an account with its CS or its temporary CS. Every entrance uses this one function: citizen
 * forms, console and OpenID share its counter (PRODUCT “Tries”). The caller looks at the account's
 * state and, reached by the identifier that it had before, at its perfil.
 * @returns the account, or refusals `no_coinciden`, `cerrado`: the same, and the same work, without an account.
 * @throws {Saturado} without having spent a try.
 */
export function autenticar(
  deps: Dependencias,
  contexto: Contexto,
  credencial: Credencial,
): Promise<Resultado<Autenticada>> {
  return deps.hasher.turno(1, (turno) => conTurno(deps, contexto, credencial, turno))
}

async function conTurno(
  deps: Dependencias,
  contexto: Contexto,
  credencial: Credencial,
  turno: Turno,
): Promise<Resultado<Autenticada>> {
  const { cuenta, provisoriaHuella } = await deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porIdentificador(credencial.perfil, credencial.identificador)
    return { cuenta, provisoriaHuella: await probarProvisoria(deps, uow, cuenta?.id ?? '', credencial.clave) }
  })
  const sujeto = sujetoDeCuenta(deps, credencial, cuenta)
  if (cuenta && provisoriaHuella) {
    await deps.almacen.transaccion((uow) =>
      anotar(uow, contexto, deps.reloj.ahora(), 'clave_presentada', {
        cuentaId: cuenta.id,
        sujeto,
        resultado: 'provisoria',
      }),
    )
    return bien({ cuenta, prueba: 'provisoria', provisoriaHuella })
  }

  const rechazo = await probarHash(deps, contexto, turno, {
    secreto: 'clave',
    sujeto,
    cuenta,
    texto: credencial.clave,
  })
  if (rechazo) return rechazo
  if (!cuenta) throw new Error('a key matched without an account')
  return bien({ cuenta, prueba: 'clave' })
}

/**
 * The temporary key has tries of its own, then dies (PRODUCT “Tries”); it works while the clave is closed.
 * @returns its fingerprint when it matches.
 */
async function probarProvisoria(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  cuentaId: string,
  clave: string,
): Promise<string | undefined> {
  if (!tieneFormaDeProvisoria(clave)) return undefined
  const provisoria = await uow.provisorias.bloquear(cuentaId)
  if (!provisoria || provisoria.venceEn <= deps.reloj.ahora()) return undefined
  if (deps.huellas.coincide('provisoria', normalizarProvisoria(clave), provisoria.huella))
    return provisoria.huella
  const intentos = provisoria.intentos + 1
  if (intentos >= deps.politica.intentos) await uow.provisorias.borrar(cuentaId)
  else await uow.provisorias.poner({ ...provisoria, intentos })
  return undefined
}
