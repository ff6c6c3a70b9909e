/** Without a rule of the register of organisations (product.md “Proofs”, 7). */
import type { Mutant } from './mutant.ts'

const organisations = (what: string, find: string, replace: string): Mutant => ({
  ...{ proof: '7', what, find, replace, through: 'organisations' },
  file: 'src/domain/organisations/organismo.ts',
})

export const ORGANISATIONS: readonly Mutant[] = [
  organisations(
    'data that match the register verify',
    "const identidad = cuenta.verifiedBy === null ? 'coincide' : 'verificada'",
    "const identidad = 'verificada'",
  ),
  organisations(
    'what was verified stays with whoever is written as representative next',
    'applyRegistro({ ...now, ...UNVERIFIED, settledEntry: null }, organismo)',
    'applyRegistro({ ...now, settledEntry: null }, organismo)',
  ),
  organisations(
    'a representative whom the register names no more goes on',
    "if (hasOtherRepresentante(cuenta, organismo)) return 'otro_representante'",
    'void hasOtherRepresentante',
  ),
  organisations(
    'what staff settled holds whatever the register says later',
    'settledEntry === entryOf(organismo)',
    'settledEntry !== null && organismo !== undefined',
  ),
  organisations(
    'a settlement that is over comes back with the old entry',
    'const now = settled ? cuenta : { ...cuenta, settledEntry: null }',
    'const now = cuenta',
  ),
  organisations(
    'an OTEC that is not in force asks for facilitators',
    "return organismo.tipo === 'otec' && organismo.vigente && !registroStop(cuenta, organismo)",
    "return organismo.tipo === 'otec' && !registroStop(cuenta, organismo)",
  ),
]
