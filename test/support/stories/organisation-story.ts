/** A story of an organisation at random: its representatives, staff, and the register as it is loaded. */
import { type Cuenta, makeCuenta } from '../../../src/domain/account/cuenta.ts'
import {
  afterChangingData,
  afterRestoring,
  applyRegistro,
  entryOf,
  isVerifiedOtecInForce,
  type Organismo,
  registroStop,
} from '../../../src/domain/organisations/organismo.ts'
import { OrganisationOracle } from './oracle-organisation.ts'
import { createChance } from './random.ts'

const REPRESENTANTES = ['1-9', '2-7', '3-5']
const NOW = new Date('2026-01-05T12:00:00Z')
const START = { id: '1', perfil: 'juridica', identificador: '76-1', claveHash: 'x' } as const

/** As two people do it. */
function verify(cuenta: Cuenta, organismo: Organismo | undefined, settle: boolean): Cuenta | undefined {
  const stop = registroStop(cuenta, organismo)
  if (stop && !settle) return undefined
  const settled = stop && organismo ? { settledEntry: entryOf(organismo) } : {}
  return applyRegistro({ ...cuenta, identidad: 'verificada', verifiedBy: 'operador', ...settled }, organismo)
}

/** @throws Error with its seed and what happened, when it breaks a rule. */
export function tellOrganisationStory(seed: number): void {
  const chance = createChance(seed)
  const lines: string[] = []
  const oracle = new OrganisationOracle()
  let organismo: Organismo | undefined
  const start = makeCuenta({ ...START, preguntaSecreta: 'p03', respuestaHash: 'y' }, {}, NOW)
  const typed = chance.pick(REPRESENTANTES)
  let cuenta: Cuenta = { ...start, tipoOrganismo: 'otec', rutRepresentante: typed }
  oracle.registered(typed)
  let before: { cuenta: Cuenta; known: NonNullable<OrganisationOracle['known']> } | undefined

  const load = () => {
    const entry = { representante: chance.pick(REPRESENTANTES), vigente: chance.happens(0.7) }
    const gone = chance.happens(0.15)
    const { representante: rutRepresentante, vigente } = entry
    const channel = { email: null, celular: null }
    const named = { rut: '76-1', razonSocial: 'Sur', tipo: 'otec', vigente, rutRepresentante, ...channel }
    organismo = gone ? undefined : named
    cuenta = applyRegistro(cuenta, organismo)
    oracle.loaded(gone ? null : entry)
    lines.push(gone ? 'the register has it no more' : `the register: ${rutRepresentante} ${vigente}`)
  }
  const staff = () => {
    const settle = chance.happens(0.5)
    const verified = verify(cuenta, organismo, settle)
    cuenta = verified ?? cuenta
    oracle.verified(verified !== undefined, settle)
    lines.push(`staff verify${settle ? ' and settle' : ''}: ${verified !== undefined}`)
  }
  const change = () => {
    // While the register has it the representative is read-only; a code to the register's channel writes that one.
    const rutRepresentante = organismo?.rutRepresentante ?? chance.pick(REPRESENTANTES)
    if (oracle.known) before = { cuenta, known: oracle.known }
    cuenta = afterChangingData(cuenta, { ...cuenta, rutRepresentante }, organismo)
    oracle.represented(rutRepresentante)
    lines.push(`${rutRepresentante} is written as representative`)
  }
  const undo = () => {
    if (!before) return
    const { rutRepresentante, identidad, verifiedBy } = before.cuenta
    const restored: Cuenta = { ...cuenta, rutRepresentante, identidad, verifiedBy }
    cuenta = afterRestoring(cuenta, restored, organismo)
    oracle.restored(before.known)
    before = undefined
    lines.push('“No fui yo”')
  }
  try {
    for (let step = 0; step < 12; step++) {
      chance.pick([load, load, staff, change, undo])()
      oracle.judge({
        verified: cuenta.identidad === 'verificada',
        stopped: registroStop(cuenta, organismo) !== undefined,
        asksForFacilitadores: isVerifiedOtecInForce(cuenta, organismo),
      })
    }
  } catch (error) {
    throw new Error(`story ${seed}\n  ${lines.join('\n  ')}\n  ${error}`, { cause: error })
  }
}
