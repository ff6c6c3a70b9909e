/** All repositories, each made when it is first asked for: most work needs two or three. */
import type { UnitOfWork } from '../application/ports.ts'
import { casosRepository } from './repositories/accounts/casos.ts'
import { closedCuentasRepository } from './repositories/accounts/closed-cuentas.ts'
import { cuentasRepository } from './repositories/accounts/cuentas.ts'
import { documentosRepository } from './repositories/accounts/documentos.ts'
import { eventosRepository } from './repositories/accounts/eventos.ts'
import { ordenesRepository } from './repositories/accounts/ordenes.ts'
import { pendingChangesRepository } from './repositories/accounts/pending-changes.ts'
import { auditRepository } from './repositories/audit.ts'
import { avisosRepository } from './repositories/avisos.ts'
import { bouncesRepository } from './repositories/bounces.ts'
import { encryptedColumnsRepository } from './repositories/encrypted-columns.ts'
import { errorReferencesRepository } from './repositories/error-references.ts'
import { expiredRepository } from './repositories/expired.ts'
import { importacionesRepository } from './repositories/import/importaciones.ts'
import { openIdConsentsRepository } from './repositories/openid/consents.ts'
import { openIdKeysRepository } from './repositories/openid/keys.ts'
import { openIdRecordsRepository } from './repositories/openid/records.ts'
import { lazosRepository } from './repositories/organisations/lazos.ts'
import { organismosRepository } from './repositories/organisations/organismos.ts'
import { codigosRepository } from './repositories/proof/codigos.ts'
import { enlacesRepository } from './repositories/proof/enlaces.ts'
import { provenBrowsersRepository } from './repositories/proof/proven-browsers.ts'
import { provisoriasRepository } from './repositories/proof/provisorias.ts'
import { raisedLimitsRepository } from './repositories/proof/raised-limits.ts'
import { rateLimitsRepository } from './repositories/proof/rate-limits.ts'
import { tryCountersRepository } from './repositories/proof/try-counters.ts'
import { peticionesRepository } from './repositories/request/peticiones.ts'
import { sessionsRepository } from './repositories/request/sessions.ts'
import { solicitudesRepository } from './repositories/request/solicitudes.ts'
import { submissionsRepository } from './repositories/request/submissions.ts'
import { secretsRepository } from './repositories/secrets.ts'
import { sistemasRepository } from './repositories/sistemas.ts'
import { activacionesRepository } from './repositories/staff/activaciones.ts'
import { staffBrowsersRepository } from './repositories/staff/browsers.ts'
import { busquedaRepository } from './repositories/staff/busqueda.ts'
import { funcionariosRepository } from './repositories/staff/funcionarios.ts'
import { llamadasRepository } from './repositories/staff/llamadas.ts'
import { passkeysRepository } from './repositories/staff/passkeys.ts'
import { recoveryCodesRepository } from './repositories/staff/recovery-codes.ts'
import { staffSessionsRepository } from './repositories/staff/sessions.ts'
import { supervisionRepository } from './repositories/staff/supervision.ts'
import type { Tx } from './schema.ts'

const FACTORIES: { readonly [R in keyof UnitOfWork]: (tx: Tx) => UnitOfWork[R] } = {
  activaciones: activacionesRepository,
  avisos: avisosRepository,
  audit: auditRepository,
  bounces: bouncesRepository,
  busqueda: busquedaRepository,
  pendingChanges: pendingChangesRepository,
  casos: casosRepository,
  closedCuentas: closedCuentasRepository,
  encryptedColumns: encryptedColumnsRepository,
  codigos: codigosRepository,
  tryCounters: tryCountersRepository,
  cuentas: cuentasRepository,
  documentos: documentosRepository,
  enlaces: enlacesRepository,
  errorReferences: errorReferencesRepository,
  submissions: submissionsRepository,
  eventos: eventosRepository,
  expired: expiredRepository,
  funcionarios: funcionariosRepository,
  importaciones: importacionesRepository,
  lazos: lazosRepository,
  llamadas: llamadasRepository,
  raisedLimits: raisedLimitsRepository,
  rateLimits: rateLimitsRepository,
  openId: openIdRecordsRepository,
  openIdConsents: openIdConsentsRepository,
  openIdKeys: openIdKeysRepository,
  ordenes: ordenesRepository,
  organismos: organismosRepository,
  passkeys: passkeysRepository,
  peticiones: peticionesRepository,
  provenBrowsers: provenBrowsersRepository,
  provisorias: provisoriasRepository,
  recoveryCodes: recoveryCodesRepository,
  secrets: secretsRepository,
  sessions: sessionsRepository,
  sistemas: sistemasRepository,
  solicitudes: solicitudesRepository,
  staffBrowsers: staffBrowsersRepository,
  staffSessions: staffSessionsRepository,
  supervision: supervisionRepository,
}

export const REPOSITORIES = Object.keys(FACTORIES) as (keyof UnitOfWork)[]

/** Getters shared by every unit of work; each puts what it made in the place of itself. */
const GETTERS: PropertyDescriptorMap = Object.fromEntries(
  Object.entries(FACTORIES).map(([name, make]): [string, PropertyDescriptor] => [
    name,
    {
      get(this: Lazy) {
        const value = make(this.tx)
        Object.defineProperty(this, name, { value })
        return value
      },
    },
  ]),
)

class Lazy {
  readonly tx: Tx
  constructor(tx: Tx) {
    this.tx = tx
  }
}
Object.defineProperties(Lazy.prototype, GETTERS)

/** The repositories bound to `tx`. */
export const repositoriesOf = (tx: Tx): UnitOfWork => new Lazy(tx) as unknown as UnitOfWork
