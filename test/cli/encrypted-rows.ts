/** Rows with something in each encrypted column. */

import { aboutSolicitud, createCasoAndTell } from '../../src/application/accounts/casos.ts'
import { closedContext } from '../../src/application/accounts/close-cuenta.ts'
import { saveDocumento } from '../../src/application/accounts/documentos.ts'
import { ordenPayloadContext } from '../../src/application/accounts/ordenes.ts'
import { encryptPedido } from '../../src/application/facilitador/lazos.ts'
import { enqueueAviso } from '../../src/application/notices/avisos.ts'
import { notifyDeed } from '../../src/application/notices/eventos.ts'
import { recordContext } from '../../src/application/openid/contexts.ts'
import { readSigningKeys } from '../../src/application/openid/signing-keys.ts'
import { ENCRYPTED_COLUMNS } from '../../src/application/ports.ts'
import { leaveToWorker } from '../../src/application/request/peticiones.ts'
import { finishSolicitud, makeSolicitud } from '../../src/application/request/solicitudes.ts'
import { totpContext } from '../../src/application/staff/funcionarios/totp-secret.ts'
import { openLlamada } from '../../src/application/staff/llamadas/open-llamada.ts'
import { askOrden } from '../../src/application/staff/ordenes/ask-orden.ts'
import type { Composition } from '../../src/composition.ts'
import type { Cuenta } from '../../src/domain/account/cuenta.ts'
import { SAMPLES } from '../../src/mail/messages/samples.ts'
import { CONTEXT } from '../support/data/askers.ts'
import { funcionario } from '../support/data/funcionarios.ts'
import { OPERADOR } from '../support/data/operador.ts'
import { storedFuncionario } from '../support/data/personal.ts'
import { ATTACHMENT } from '../support/http/script-free-browser.ts'
import { rowsOf, withPersona } from './harness.ts'

const PEDIDO = {
  nie: 'AB1234',
  tipoDocumento: 'pasaporte',
  nombres: 'Ada',
  apellidoPaterno: 'Eze',
  apellidoMaterno: null,
  paisOrigen: 'NGA',
  email: 'ada@correo.test',
}

/** Hashes of the old system, which are encrypted. */
export function legacyHashes({ deps }: Composition): Pick<Cuenta, 'claveHash' | 'respuestaHash'> {
  const { hash } = deps.hasher.adoptPlaintext('secreto')
  return { claveHash: hash, respuestaHash: hash }
}

/**
 * Fills every encrypted column; those of the hashes with {@link legacyHashes}.
 * @returns the id of the documento.
 */
export async function withEverything(product: Composition, changes: Partial<Cuenta>): Promise<string> {
  const { deps } = product
  const cuenta = await withPersona(product, changes)
  const closed = await withPersona(product, { identificador: '7654321-6', estado: 'cerrada' })
  await deps.store.transaction(async (uow) => {
    await enqueueAviso(deps, uow, {
      cuentaId: 'una',
      to: 'a@b.cl',
      aviso: SAMPLES.codigo,
      now: deps.clock.now(),
    })
    await notifyDeed(deps, uow, {
      kind: 'actualizar',
      cuentaId: cuenta.id,
      before: cuenta,
      mailbox: 'a@b.cl',
      rank: 'clave',
      aviso: () => SAMPLES.cuenta_creada,
    })
    await saveDocumento(
      deps,
      uow,
      CONTEXT,
      { cuentaId: cuenta.id, kind: 'identificacion' },
      {
        format: 'image/png',
        bytes: ATTACHMENT.bytes,
        receivedBytes: 1,
        scanResult: 'limpio',
      },
    )
    const lazo = 'un-lazo'
    await uow.lazos.create({
      id: lazo,
      otecId: cuenta.id,
      facilitadorId: cuenta.id,
      estado: 'pendiente',
      opensCuenta: false,
      encryptedPedido: encryptPedido(deps, lazo, PEDIDO),
      requestedAt: deps.clock.now(),
      acceptedAt: null,
      finishedAt: null,
    })
    const solicitud = makeSolicitud(deps, {
      operacion: 'recuperar',
      perfil: 'natural',
      identificador: cuenta.identificador,
      cuenta,
      volver: null,
    })
    const encryptedSecret = deps.cipher.encrypt('K7WQ4HNXRT', `solicitud:${solicitud.id}:secreto`)
    await uow.solicitudes.create({ ...finishSolicitud(deps, solicitud, {}), encryptedSecret })
    await uow.closedCuentas.create({
      id: closed.id,
      subject: 'una',
      formerSubject: null,
      encryptedData: deps.cipher.encrypt('{}', closedContext(closed.id)),
      closedAt: deps.clock.now(),
      eraseAt: deps.clock.now(),
    })
    await leaveToWorker(deps, uow, { browser: null }, 'enlace', solicitud)
    await createCasoAndTell(deps, uow, CONTEXT, aboutSolicitud(deps, solicitud), 'congelada')
  })
  const { perfil, identificador } = cuenta
  const [encryptedTotp, at] = [deps.cipher.encrypt('SECRETO', totpContext('ana')), deps.clock.now()]
  await deps.store.transaction((uow) =>
    uow.funcionarios.create(storedFuncionario({ id: 'ana', encryptedTotp, createdAt: at })),
  )
  const asked = { kind: 'invitar', perfil, identificador, reason: 'sin_correo' } as const
  const orden = { ...asked, documentoVisto: 'cedula', email: 'a@b.cl' } as const
  await askOrden(deps, OPERADOR, orden)
  // What else a kind asks for, which this one does not.
  await deps.store.transaction(async ({ ordenes }) => {
    const [open] = await ordenes.findOpen(1)
    if (!open) throw new Error('nothing was asked for')
    const encryptedPayload = deps.cipher.encrypt('{}', ordenPayloadContext(open.id))
    await ordenes.advance(open, { ...open, encryptedPayload })
  })
  await readSigningKeys(deps)
  await deps.store.transaction(({ openId }) =>
    openId.save({
      ...{ id: 'un-codigo', kind: 'AuthorizationCode', grantFingerprint: null, uidFingerprint: null },
      encryptedPayload: deps.cipher.encrypt('{}', recordContext('un-codigo')),
      ...{ cuentaId: cuenta.id, consumedAt: null, expiresAt: at },
    }),
  )
  const call = { cuentaId: cuenta.id, reason: 'otra_consulta', callNumber: '4821' } as const
  await openLlamada(deps, funcionario('rosa'), call)
  const [documento] = await deps.store.transaction((uow) => uow.documentos.findPending(1))
  return documento?.id ?? ''
}

/** Ids of the keys in use, by column. */
export async function keysIn(product: Composition): Promise<Record<string, string[]>> {
  const rows = await rowsOf(product)
  return Object.fromEntries(
    ENCRYPTED_COLUMNS.map((column) => {
      const [table = '', name = ''] = column.split('.')
      const keys = (rows[table] ?? []).map((row) => /v1\.([^.]+)\./.exec(String(row[name]))?.[1] ?? '')
      return [column, [...new Set(keys)].filter(Boolean)]
    }),
  )
}
