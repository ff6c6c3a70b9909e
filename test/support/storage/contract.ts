/** Shared by the contract tests of storage, which run on each engine with the real migrations. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import type { AuditEntry, SaveCuentaResult, Store } from '../../../src/application/ports.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import type { SqlStore } from '../../../src/storage/index.ts'
import { ENGINES, type EngineName, openTestStore } from './databases.ts'

/** A fixed date for stored rows. */
export const NOW = new Date('2026-03-10T12:00:00.123Z')
export const addMinutes = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000)

/** Declares a suite on every engine; call `store` only inside its tests. */
export function describeOnEachEngine(
  name: string,
  suite: (store: () => SqlStore, engine: EngineName) => void,
): void {
  describe.each(ENGINES)(`${name}, on %s`, (engine) => {
    let store: SqlStore
    beforeAll(async () => {
      store = await openTestStore(engine)
    })
    afterAll(() => store.close())
    suite(() => store, engine)
  })
}

/** A cuenta with every field filled in and unique identificador, email and celular. */
export function completeCuenta(changes: Partial<Cuenta> = {}): Cuenta {
  const id = randomUUID()
  return {
    id,
    perfil: 'natural',
    identificador: id,
    estado: 'activa',
    identidad: 'declarada',
    verifiedBy: null,
    settledEntry: null,
    claveHash: 'hash de la clave',
    firstClaveAt: NOW,
    factores: {},
    wayBack: null,
    preguntaSecreta: 'mascota',
    respuestaHash: 'hash de la respuesta',
    nombres: 'María José',
    apellidoPaterno: "O'Higgins",
    apellidoMaterno: 'Ñuñez',
    fechaNacimiento: '1992-12-01',
    tipoDocumento: 'pasaporte',
    sexo: 'femenino',
    estadoCivil: 'soltero',
    cantidadHijos: '2',
    paisOrigen: 'VEN',
    razonSocial: 'Comercial Uno Limitada',
    tipoOrganismo: 'otec',
    rutRepresentante: '12345678-5',
    emailRepresentanteConfirmedAt: NOW,
    emailRepresentante: `representante.${id}@example.cl`,
    celularRepresentante: '987654321',
    direccion: 'Pasaje Uno',
    numero: '12',
    block: null,
    departamento: '3-B',
    region: '13',
    comuna: '13101',
    email: `${id}@example.cl`,
    emailConfirmedAt: NOW,
    telefonoParticular: null,
    celular: id,
    celularConfirmedAt: NOW,
    telefonoTrabajo: '221234567',
    recoveredWithRespuestaAt: null,
    frozenByStaffAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    version: 1,
    ...changes,
  }
}

/** Stores a complete cuenta. */
export async function withCuenta(store: Store, changes: Partial<Cuenta> = {}): Promise<Cuenta> {
  const cuenta = completeCuenta(changes)
  await store.transaction((uow) => uow.cuentas.create(cuenta))
  return cuenta
}

/** An entry of the audit that says as little as one can. */
export const auditEntry = (changes: Partial<AuditEntry> = {}): AuditEntry => ({
  event: 'cuenta_creada',
  actor: 'persona',
  cuentaId: null,
  subject: null,
  requestId: null,
  result: 'ok',
  detail: null,
  ...changes,
})

/** The cuentas that were written, out of what came of saving several. */
export const writtenOf = (results: readonly SaveCuentaResult[]): Cuenta[] =>
  results.filter((result) => typeof result !== 'string')

/** Runs the same work concurrently. */
export const runAtOnce = <T>(times: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => work(index)))
