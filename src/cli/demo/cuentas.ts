/** Makes those who are invented, by the use cases that anybody's account goes through. */
import { createHash } from 'node:crypto'
import { importCuentas } from '../../application/operator/import-cuentas.ts'
import type { Deps, OperadorContext } from '../../application/ports.ts'
import { freezeCuenta } from '../../application/staff/cuentas/freeze-cuenta.ts'
import { askOrden } from '../../application/staff/ordenes/ask-orden.ts'
import { decideOrden } from '../../application/staff/ordenes/decide-orden.ts'
import { CommandFailed } from '../command.ts'
import { NO_REPORT } from '../import/report.ts'
import { type DemoState, IMPORTED, type Invented, REGISTERED } from './people.ts'
import { importedValues } from './registration.ts'
import { Visitor } from './visitor.ts'

/** An operador of the demonstration, who may do what it takes and nothing else. */
const operador = (nombre: string): OperadorContext => ({
  actor: {
    kind: 'operador',
    nombre,
    powers: ['importar_cuentas', 'congelar_cuentas', 'liberar_cuentas', 'decidir_ordenes'],
  },
  requestId: 'demo',
})

/** What happened to each after it was registered and its channels confirmed. */
const AFTER: Partial<Record<DemoState, (visitor: Visitor) => Promise<void>>> = {
  congelada: (visitor) => visitor.pressNoFuiYo(),
  async congelada_por_personal({ deps, one: { perfil, identificador } }) {
    const order = { perfil, identificador, reason: 'uso_sospechoso' } as const
    await freezeCuenta(deps, operador('demo'), order)
  },
  cambio_pendiente: (visitor) => visitor.changeEmail(`nuevo.${visitor.one.email}`),
  caso_abierto: (visitor) => visitor.openCaso(),
  async objecion(visitor) {
    const { deps, one } = visitor
    const { perfil, identificador } = one
    const asked = {
      kind: 'liberar',
      perfil,
      identificador,
      reason: 'creada_por_otra_persona',
      documentoVisto: 'cedula',
      email: null,
    } as const
    const done = await askOrden(deps, operador('demo'), asked)
    if (done.result !== 'bien') throw new CommandFailed(`No se pudo pedir la orden: ${done.result}`)
    await decideOrden(deps, operador('demo2'), { number: done.orden.number, verdict: 'conceder' })
    await visitor.object()
  },
}

/** What time takes away is done again at each run. */
const AGAIN: Partial<Record<DemoState, (visitor: Visitor) => Promise<void>>> = {
  clave_cerrada: (visitor) => visitor.lockClave(),
  respuesta_cerrada: (visitor) => visitor.lockRespuesta(),
}

/** Makes whoever is missing. @returns how many that were. */
export async function makeCuentas(deps: Deps): Promise<number> {
  let made = await importMissing(deps)
  for (const one of REGISTERED) {
    const visitor = new Visitor(deps, one)
    const exists = await isThere(deps, one)
    if (!exists) await registerAndProve(visitor)
    await AGAIN[one.state]?.(visitor)
    if (!exists) made++
  }
  return made
}

const isThere = async ({ store }: Deps, { perfil, identificador }: Invented): Promise<boolean> =>
  (await store.single.cuentas.findByIdentificador(perfil, identificador)) !== undefined

async function registerAndProve(visitor: Visitor): Promise<void> {
  const { perfil, state } = visitor.one
  const solicitud = await visitor.register()
  if (state === 'correo_sin_confirmar') return
  if (state !== 'sin_celular') await visitor.confirmCelular(solicitud)
  await visitor.confirmEmail()
  if (perfil === 'juridica') await visitor.confirmEmail('confirmar-representante')
  await AFTER[state]?.(visitor)
}

/** Imports those of the old system; who is there already stays as they are. */
async function importMissing(deps: Deps): Promise<number> {
  const records = IMPORTED.map((one, at) => ({ line: at + 1, values: importedValues(one) }))
  const fileHash = createHash('sha256').update(JSON.stringify(records)).digest('hex')
  async function* batches() {
    yield records
  }
  const missing = await Promise.all(IMPORTED.map(async (one) => !(await isThere(deps, one))))
  const options = { rehearsal: false, report: NO_REPORT, onProgress: () => {} }
  if (missing.includes(true))
    await importCuentas(deps, operador('demo'), { fileHash, batches: batches() }, options)
  return missing.filter(Boolean).length
}
