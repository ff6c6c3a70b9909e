/** What a code to the channel that the registro owns does to an account (product.md “Proofs”, 7). */
import { WITHOUT_REPRESENTANTE, WITHOUT_SECRETS } from '../account/coming-back.ts'
import type { Cuenta } from '../account/cuenta.ts'
import { withProvenance } from '../account/provenance.ts'
import { entryOf, type Organismo, registroStop } from './organismo.ts'

/** `verifica`: the account goes on, verified. `reemplaza`: it takes over the registro's representative. */
export type CodigoEffect = 'verifica' | 'reemplaza'

/**
 * What the code would do, where there is a channel to send it to.
 * @returns undefined for an account that is verified already, or does not match and is not stopped.
 */
export function effectOfCodigo(cuenta: Cuenta, organismo: Organismo | undefined): CodigoEffect | undefined {
  if (cuenta.estado !== 'activa' || cuenta.perfil !== 'juridica') return undefined
  if (!organismo?.email && !organismo?.celular) return undefined
  const stop = registroStop(cuenta, organismo)
  if (stop === 'otro_representante') return 'reemplaza'
  return stop || cuenta.identidad === 'coincide' ? 'verifica' : undefined
}

const VERIFIED = { identidad: 'verificada', verifiedBy: 'codigo' } as const

/** Settles what of the entry would stop the account even now. */
const settle = (cuenta: Cuenta, organismo: Organismo): Cuenta =>
  registroStop(cuenta, organismo) ? { ...cuenta, settledEntry: entryOf(organismo) } : cuenta

/** The account that a code verified; an operador's verification, which outlives the registro, stays. */
export const verifiedByCodigo = (cuenta: Cuenta, organismo: Organismo): Cuenta =>
  settle(cuenta.verifiedBy ? cuenta : { ...cuenta, ...VERIFIED }, organismo)

/**
 * The account of whoever came by a code where the registro has another representative. Of what the former one
 * knew nothing stays: the account has the registro's representative and channel, and its CS, question and answer
 * are chosen anew.
 */
export function takeOver(cuenta: Cuenta, organismo: Organismo, now: Date): Cuenta {
  const { rutRepresentante, razonSocial, tipo, email, celular } = organismo
  const taken: Cuenta = {
    ...cuenta,
    ...WITHOUT_SECRETS,
    ...WITHOUT_REPRESENTANTE,
    ...VERIFIED,
    settledEntry: null,
    rutRepresentante,
    razonSocial,
    tipoOrganismo: tipo,
    email,
    emailConfirmedAt: email === null ? null : now,
    celular,
    celularConfirmedAt: celular === null ? null : now,
    factores: withProvenance(cuenta, ['email', 'celular', 'representante'], 'registro', now),
  }
  return settle(taken, organismo)
}
