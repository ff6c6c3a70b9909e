import { expect, it } from 'vitest'
import type { Outcome, Solicitud, Submission } from '../../src/application/ports.ts'
import { addMinutes, describeOnEachEngine, NOW, runAtOnce, withCuenta } from '../support/storage/contract.ts'

const SOLICITUD: Solicitud = {
  id: 'solicitud',
  operacion: 'actualizar',
  perfil: 'natural',
  cuentaId: null,
  subject: 'sujeto',
  encryptedIdentificador: 'cifrado',
  proofs: ['datos', 'respuesta'],
  estado: 'detenida',
  reason: 'faltan_datos',
  encryptedResult: 'cifrado',
  encryptedSecret: 'secreto',
  secretExpiresAt: addMinutes(5),
  returnOperacion: 'recuperar',
  volver: { sistema: 'Asistencia', url: 'https://example.cl/a?b=c' },
  createdAt: NOW,
  expiresAt: addMinutes(30),
}

const SUBMISSION: Submission = {
  id: 'envio',
  fingerprint: 'huella',
  outcome: null,
  expiresAt: addMinutes(30),
}

describeOnEachEngine('solicitudes in progress', (store) => {
  it('deletes the open solicitudes of a cuenta, except one', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const { id: otherId } = await withCuenta(store())
    const open = { ...SOLICITUD, cuentaId, estado: 'abierta' as const }
    await store().transaction(async ({ solicitudes }) => {
      await solicitudes.create({ ...open, id: 'esta' })
      await solicitudes.create({ ...open, id: 'otra' })
      await solicitudes.create({ ...open, id: 'lista', estado: 'lista' })
      await solicitudes.create({ ...open, id: 'ajena', cuentaId: otherId })
      await solicitudes.deleteOpenByCuenta(cuentaId, 'esta')
      const remaining = await Promise.all(
        ['esta', 'otra', 'lista', 'ajena'].map((id) => solicitudes.findById(id)),
      )
      expect(remaining.map((s) => s?.id)).toEqual(['esta', undefined, 'lista', 'ajena'])
      for (const id of ['esta', 'lista', 'ajena']) await solicitudes.delete(id)
    })
  })

  it('reads a solicitud back, expired or not, until it is deleted', async () => {
    const cuenta = await withCuenta(store())
    const withNothing = {
      ...SOLICITUD,
      cuentaId: cuenta.id,
      proofs: [],
      reason: null,
      returnOperacion: null,
      volver: null,
    }
    await store().transaction(async ({ solicitudes }) => {
      await solicitudes.create(SOLICITUD)
      expect(await solicitudes.findById('solicitud')).toEqual(SOLICITUD)
      await solicitudes.save(withNothing)
      expect(await solicitudes.findById('solicitud')).toEqual(withNothing)
      await solicitudes.delete('solicitud')
      expect(await solicitudes.findById('solicitud')).toBeUndefined()
    })
  })

  it('wipes a provisoria from its solicitud when its time on the page is over', async () => {
    await store().transaction(async ({ solicitudes, expired }) => {
      await solicitudes.create({ ...SOLICITUD, id: 'con clave' })
      expect(await expired.delete('solicitudSecrets', addMinutes(4), 100)).toBe(0)
      expect(await expired.delete('solicitudSecrets', addMinutes(5), 100)).toBe(1)
      const withoutClave = { ...SOLICITUD, id: 'con clave', encryptedSecret: null, secretExpiresAt: null }
      expect(await solicitudes.findById('con clave')).toEqual(withoutClave)
      await solicitudes.delete('con clave')
    })
  })

  it('deletes an expired solicitud with its codigo', async () => {
    await store().transaction(async ({ codigos, solicitudes, expired }) => {
      await solicitudes.create({ ...SOLICITUD, id: 'vencida' })
      await solicitudes.create({ ...SOLICITUD, id: 'viva', expiresAt: addMinutes(31) })
      await codigos.put({ solicitudId: 'vencida', fingerprint: 'huella', expiresAt: addMinutes(99) })
      expect(await expired.delete('solicitudes', addMinutes(30), 100)).toBe(1)
      expect(await solicitudes.findById('viva')).toBeDefined()
      expect(await codigos.findBySolicitud('vencida')).toBeUndefined()
    })
  })

  it('keeps only the newest codigo of a solicitud', async () => {
    const code = { solicitudId: 'con codigo', fingerprint: 'primera', expiresAt: addMinutes(15) }
    const fresh = { ...code, fingerprint: 'segunda', expiresAt: addMinutes(20) }
    await store().transaction(async ({ codigos, solicitudes, expired }) => {
      await solicitudes.create({ ...SOLICITUD, id: 'con codigo' })
      await codigos.put(code)
      await codigos.put(fresh)
      expect(await codigos.findBySolicitud('con codigo')).toEqual(fresh)
      expect(await expired.delete('codigos', addMinutes(19), 100)).toBe(0)
      expect(await expired.delete('codigos', addMinutes(20), 100)).toBe(1)
      await codigos.put(fresh)
      await codigos.delete('con codigo')
      expect(await codigos.findBySolicitud('con codigo')).toBeUndefined()
    })
  })

  it('a form is claimed once until it expires, and keeps its first outcome', async () => {
    const outcome: Outcome = { ok: false, refusals: [{ code: 'captcha_distinta', field: 'captcha' }] }
    const later = { ...SUBMISSION, fingerprint: 'otra', expiresAt: addMinutes(90) }
    await store().transaction(async ({ submissions, expired }) => {
      expect(await submissions.claim(SUBMISSION, NOW)).toBe(true)
      expect(await submissions.claim(later, addMinutes(29))).toBe(false)
      expect(await submissions.findById('envio')).toEqual(SUBMISSION)
      await submissions.finish('envio', outcome, addMinutes(40))
      await submissions.finish('envio', { ok: true, value: 'otro' }, addMinutes(50))
      await submissions.release('envio')
      const kept = { ...SUBMISSION, outcome, expiresAt: addMinutes(40) }
      expect(await submissions.findById('envio')).toEqual(kept)
      expect(await submissions.claim(later, addMinutes(39))).toBe(false)
      expect(await submissions.claim(later, addMinutes(40))).toBe(true)
      expect(await submissions.findById('envio')).toEqual(later)
      expect(await expired.delete('submissions', addMinutes(89), 100)).toBe(0)
      expect(await expired.delete('submissions', addMinutes(90), 100)).toBe(1)
      expect(await submissions.findById('envio')).toBeUndefined()
    })
  })

  it('a claim that is released can be made again', async () => {
    await store().transaction(async ({ submissions }) => {
      expect(await submissions.claim({ ...SUBMISSION, id: 'soltado' }, NOW)).toBe(true)
      await submissions.release('soltado')
      expect(await submissions.claim({ ...SUBMISSION, id: 'soltado' }, NOW)).toBe(true)
      await submissions.release('soltado')
    })
  })

  it('only one of twenty concurrent claims of a form succeeds, expired or new', async () => {
    for (const now of [NOW, addMinutes(60)]) {
      const form = { ...SUBMISSION, id: 'doble', expiresAt: addMinutes(30, now) }
      const claims = await runAtOnce(20, () => store().single.submissions.claim(form, now))
      expect(claims.filter(Boolean)).toHaveLength(1)
    }
  })

  it('of two that advance one solicitud, the later one is told', async () => {
    const from = { ...SOLICITUD, id: 'avanza', estado: 'abierta' as const, reason: null }
    const to = { ...from, estado: 'lista' as const, expiresAt: addMinutes(10) }
    await store().transaction(async ({ solicitudes }) => {
      expect(await solicitudes.advance(from, to)).toBe(false)
      await solicitudes.create(from)
      expect(await solicitudes.advance({ ...from, proofs: ['datos'] }, to)).toBe(false)
      expect(await solicitudes.advance({ ...from, expiresAt: addMinutes(9) }, to)).toBe(false)
      expect(await solicitudes.advance(from, to)).toBe(true)
      expect(await solicitudes.advance(from, to)).toBe(false)
      expect(await solicitudes.findById('avanza')).toEqual(to)
      await solicitudes.delete('avanza')
    })
  })

  it('saves, extends and deletes a session; extending creates none', async () => {
    const { id: cuentaId } = await withCuenta(store())
    const session = { idFingerprint: 'sesion', cuentaId: null, data: '{"a":1}', expiresAt: addMinutes(30) }
    await store().transaction(async ({ sessions, expired }) => {
      await sessions.extend('sesion', addMinutes(60))
      expect(await sessions.read('sesion')).toBeUndefined()
      await sessions.save(session)
      await sessions.extend('sesion', addMinutes(60))
      expect(await sessions.read('sesion')).toEqual({ ...session, expiresAt: addMinutes(60) })
      await sessions.save({ ...session, cuentaId })
      await sessions.save({ ...session, idFingerprint: 'otra', cuentaId })
      expect(await sessions.read('sesion')).toEqual({ ...session, cuentaId })
      await sessions.delete('sesion')
      expect(await sessions.read('sesion')).toBeUndefined()
      await sessions.save({ ...session, cuentaId })
      expect(await sessions.deleteByCuenta(cuentaId)).toBe(2)
      await sessions.save(session)
      expect(await expired.delete('sessions', addMinutes(30), 100)).toBe(1)
    })
  })

  it('concurrent nodes agree on one stored secret', async () => {
    const secrets = await runAtOnce(10, (index) =>
      store().transaction(({ secrets }) => secrets.ensure('senuelo', `secreto ${index}`)),
    )
    expect(new Set(secrets).size).toBe(1)
  })
})
