/**
 * The product as its domain decides: ranks, what ends, who comes back, what “No fui yo” does, whose tries are spent.
 * Storage, pages and mails are these few maps; what a use case adds to the domain is proven by the same stories
 * through the application.
 */

import {
  channelsWhenFrozen,
  codigoServes,
  confirmedMailboxes,
} from '../../../../src/domain/account/channels.ts'
import { choosesPregunta, keepConfirmed, linkMailboxes } from '../../../../src/domain/account/coming-back.ts'
import { makeCuenta } from '../../../../src/domain/account/cuenta.ts'
import type { Proof } from '../../../../src/domain/account/progress.ts'
import { rankOf, rankOfProof } from '../../../../src/domain/account/proofs.ts'
import { isAtLeast } from '../../../../src/domain/account/ranks.ts'
import { linkAsks } from '../../../../src/domain/account/unconfirmed-links.ts'
import { changesEmail } from '../../../../src/domain/forms/cambios.ts'
import { addDays, addHours, addMinutes } from '../../../../src/domain/values/durations.ts'
import type { Changes, Product, Registration, Shown } from '../seen.ts'
import { DomainAccount } from './domain-account.ts'
import { withChanges, withChosen } from './domain-deeds.ts'

const GONE: Shown = { page: 'gone' }
const REFUSED: Shown = { page: 'refused' }
const DONE: Shown = { page: 'done' }
const STOPPED: Shown = { page: 'stop', caso: true }

const DATA = {
  ...{ nombres: 'Ana', apellidoPaterno: 'Soto', fechaNacimiento: '1994-10-03', direccion: 'Los Aromos' },
  ...{ numero: '1', region: '13', comuna: '13101' },
}

export function createDomainProduct(): Product {
  const a = new DomainAccount()
  return {
    async register(who, { clave, respuesta, mailbox }: Registration) {
      if (a.cuenta) return STOPPED
      const start = { id: '1', perfil: 'natural' as const, identificador: '1-9', preguntaSecreta: 'p03' }
      a.cuenta = makeCuenta(
        { ...start, claveHash: clave, respuestaHash: respuesta },
        { ...DATA, email: mailbox },
        a.now,
      )
      a.remember(who, ['clave'])
      a.mailEnlace(mailbox, { kind: 'confirm', expiresAt: addHours(a.now, 72) })
      a.tell('registrar', null, mailbox, 'ninguno')
      return DONE
    },

    async enter(who, secret) {
      const isKey = a.provisoria?.value === secret && a.provisoria.expiresAt > a.now
      if (!isKey && !a.tried(who, 'clave', a.cuenta !== null && a.cuenta.claveHash === secret)) return REFUSED
      if (isKey) a.remember(who, ['provisoria'])
      if (a.cuenta?.estado !== 'activa') return STOPPED
      const solicitud = isKey
        ? a.open(['provisoria'], { key: secret })
        : a.open(['clave'], { clave: a.cuenta.claveHash })
      return { page: 'form', solicitud }
    },

    async choose(who, solicitudId, clave, respuesta) {
      const solicitud = a.live(solicitudId)
      const before = a.cuenta
      if (!solicitud || !before) return GONE
      const returns = solicitud.proofs.includes('volver')
      if (before.estado !== (returns ? 'congelada' : 'activa')) return GONE
      if (returns && before.wayBack !== 'correo') return GONE
      if (solicitud.key && (solicitud.key !== a.provisoria?.value || a.provisoria.expiresAt <= a.now))
        return GONE
      const { after, cameBack, rank } = withChosen(
        before,
        solicitud.proofs,
        { clave, respuesta, invited: solicitud.invited },
        a.now,
      )
      a.cuenta = after
      // Who comes back keeps only what they proved: nothing that is pending either.
      a.end(before, after, solicitud, cameBack ? ['estado'] : [])
      a.solicitudes.delete(solicitudId)
      if (cameBack) a.tries.forgetBrowsers()
      if (!solicitud.proofs.includes('clave')) a.tries.recovered(who)
      a.remember(who, solicitud.proofs)
      a.provenSince = true
      const told = cameBack ? { ...after, preguntaSecreta: null, respuestaHash: null } : after
      const confirmed = confirmedMailboxes(before)
      // Whoever lost it by that is told too.
      const lost = cameBack ? confirmed.filter((one) => one !== after.email) : []
      for (const to of [after.email, ...lost]) if (to) a.tell('cambiar', told, to, rank, confirmed)
      return DONE
    },

    async answer(who, respuesta) {
      const right = a.cuenta !== null && a.cuenta.respuestaHash === respuesta
      if (!a.tried(who, 'respuesta', right) || !a.cuenta) return REFUSED
      if (a.cuenta.estado !== 'activa') return STOPPED
      a.provisoria = { value: `K${a.id()}`, expiresAt: addMinutes(a.now, 60) }
      if (a.cuenta.email)
        a.tell('recuperar', a.cuenta, a.cuenta.email, rankOfProof('respuesta', a.cuenta, a.now))
      a.cuenta = { ...a.cuenta, recoveredWithRespuestaAt: a.now }
      return { page: 'key', key: a.provisoria.value }
    },

    async askLink() {
      if (!a.cuenta?.email || !linkMailboxes(a.cuenta).includes('email')) return DONE
      const kind = a.cuenta.estado === 'congelada' ? 'back' : 'recover'
      if (kind === 'recover') a.deleteEnlaces('recover')
      a.mailEnlace(a.cuenta.email, { kind, expiresAt: addMinutes(a.now, 60) })
      return DONE
    },

    async press(who, letter, typed) {
      const { value } = letter
      const enlace = a.enlaces.get(value)
      if (!enlace || enlace.expiresAt <= a.now || !a.cuenta) return GONE
      const isBack = enlace.kind === 'back'
      if (isBack && (a.cuenta.estado !== 'congelada' || a.cuenta.wayBack !== 'correo')) return GONE
      const opens = enlace.kind === 'recover' || enlace.kind === 'activate'
      if (opens && a.cuenta.estado !== 'activa') return GONE
      if (enlace.kind === 'confirm' && !a.isTheirs(who, a.cuenta, typed)) return REFUSED
      a.enlaces.delete(value)
      if (enlace.kind === 'recover' && !enlace.isSecond && linkAsks(a.cuenta) === 'datos') {
        a.secondAt = addHours(a.now, 72)
        return { page: 'waits', minutes: 72 * 60 }
      }
      if (enlace.kind === 'noFuiYo') return enlace.evento ? a.pressNoFuiYo(enlace.evento, a.cuenta) : GONE
      if (enlace.kind === 'object') return a.object(enlace, a.cuenta)
      if (enlace.kind === 'confirm') return a.confirm(enlace, a.cuenta)
      const proof = enlace.kind === 'activate' ? 'invitacion' : 'enlace'
      const proofs: Proof[] = [isBack ? 'volver' : proof]
      const invited = enlace.kind === 'activate' ? { invited: letter.to } : {}
      a.remember(who, proofs)
      a.provenSince = true
      return {
        page: 'form',
        solicitud: a.open(proofs, invited),
        asksRespuesta: choosesPregunta(proofs, a.cuenta),
      }
    },

    async validate(who, mailbox) {
      const right = a.cuenta !== null && a.cuenta.email === mailbox
      return a.tried(who, 'datos', right) ? { page: 'form', solicitud: a.open(['datos']) } : REFUSED
    },

    async proveRespuesta(who, solicitudId, respuesta) {
      const solicitud = a.live(solicitudId)
      if (!solicitud) return GONE
      if (!a.tried(who, 'respuesta', a.cuenta?.respuestaHash === respuesta)) return REFUSED
      if (a.cuenta?.estado !== 'activa') return STOPPED
      solicitud.proofs.push('respuesta')
      solicitud.expiresAt = addMinutes(a.now, 10)
      return { page: 'form', solicitud: solicitudId }
    },

    async askCodigo(_who, solicitudId) {
      const solicitud = a.live(solicitudId)
      if (!solicitud) return GONE
      solicitud.expiresAt = addMinutes(a.now, 15)
      const value = String(100_000 + ++a.count)
      solicitud.codigo = { value, expiresAt: solicitud.expiresAt }
      const serves = a.cuenta !== null && codigoServes(solicitud.proofs, a.cuenta)
      if (serves && a.cuenta?.email && a.cuenta.estado === 'activa') a.mail(a.cuenta.email, 'codigo', value)
      return DONE
    },

    async proveCodigo(who, solicitudId, codigo) {
      const solicitud = a.live(solicitudId)
      if (!solicitud) return GONE
      const saved = solicitud.codigo
      if (!saved || saved.expiresAt <= a.now) return REFUSED
      if (!a.tried(who, 'codigo', saved.value === codigo)) return REFUSED
      if (a.cuenta?.estado !== 'activa') return STOPPED
      solicitud.proofs.push('codigo')
      solicitud.codigo = undefined
      solicitud.expiresAt = addMinutes(a.now, 10)
      return { page: 'form', solicitud: solicitudId }
    },

    async update(_who, solicitudId, changes: Changes) {
      const solicitud = a.live(solicitudId)
      const before = a.cuenta
      if (!solicitud || before?.estado !== 'activa') return GONE
      const done = withChanges(before, solicitud.proofs, changes, a.now)
      if (!done) return REFUSED
      const { after, data, rank } = done
      a.cuenta = after
      a.end(before, after, solicitud)
      a.solicitudes.delete(solicitudId)
      if (changesEmail(before, data)) {
        a.deleteEnlaces('confirm')
        a.change = { id: ++a.count, to: data.email, withCodigo: isAtLeast(rank, 'canal'), effectiveAt: null }
        a.mailEnlace(data.email, { kind: 'confirm', expiresAt: addHours(a.now, 72), changeId: a.change.id })
      }
      if (before.email) a.tell('actualizar', before, before.email, rank)
      return DONE
    },

    async freeze() {
      if (a.cuenta?.estado !== 'activa') return REFUSED
      const before = a.cuenta
      const wayBack = confirmedMailboxes(before).length > 0 ? 'correo' : 'mesa'
      a.cuenta = { ...before, estado: 'congelada', wayBack, frozenByStaffAt: a.now, updatedAt: a.now }
      a.end(before, a.cuenta)
      a.tries.forgetBrowsers()
      const channels = channelsWhenFrozen(a.cuenta, a.now)
      for (const to of channels) a.mailEnlace(to, { kind: 'back', expiresAt: addDays(a.now, 10) })
      return { page: 'frozen', wayBack: channels.length > 0 ? 'mail' : 'staff' }
    },

    async undoFreeze() {
      const at = a.cuenta?.frozenByStaffAt
      if (!a.cuenta || !at || addHours(at, 24) <= a.now || (a.contestedAt && a.contestedAt >= at))
        return REFUSED
      const before = a.cuenta
      a.cuenta = { ...before, estado: 'activa', wayBack: null, frozenByStaffAt: null }
      a.end(before, a.cuenta)
      return DONE
    },

    async cancel(_who, solicitudId) {
      const solicitud = a.live(solicitudId)
      if (!solicitud || !a.change || a.cuenta?.estado !== 'activa') return REFUSED
      if (rankOf(solicitud.proofs, a.cuenta, a.now) === 'ninguno') return REFUSED
      a.change = null
      a.deleteEnlaces('confirm')
      if (a.cuenta.email)
        a.tell('actualizar', a.cuenta, a.cuenta.email, rankOf(solicitud.proofs, a.cuenta, a.now))
      return DONE
    },

    async askOrden(by, asked) {
      return a.cuenta && a.ordenes.ask(by, asked, a.cuenta, a.now) ? DONE : REFUSED
    },

    async grantOrden(by) {
      const done = a.cuenta && a.ordenes.grant(by, a.cuenta, a.now, a.wasContested)
      if (!a.cuenta || !done) return REFUSED
      const enlace = { kind: 'object', expiresAt: done.effectiveAt, orden: done.id } as const
      if (done.canObject) for (const to of confirmedMailboxes(a.cuenta)) a.mailEnlace(to, enlace)
      return { page: 'granted', minutes: (done.effectiveAt.getTime() - a.now.getTime()) / 60_000 }
    },

    async unfreeze() {
      if (a.cuenta?.estado !== 'congelada') return REFUSED
      const before = a.cuenta
      a.cuenta = keepConfirmed(before, a.now)
      a.end(before, a.cuenta)
      return DONE
    },

    tick() {
      a.now = new Date(a.now.getTime() + 1000)
    },

    async wait(minutes) {
      a.now = addMinutes(a.now, minutes)
      if (a.change?.effectiveAt && a.change.effectiveAt <= a.now) a.takeEffect()
      a.applyOrden()
      if (!a.secondAt || a.secondAt > a.now) return
      a.secondAt = null
      if (a.cuenta?.email && a.cuenta.estado === 'activa')
        a.mailEnlace(a.cuenta.email, { kind: 'recover', expiresAt: addHours(a.now, 72), isSecond: true })
    },

    async letters() {
      const arrived = a.letters
      a.letters = []
      return arrived
    },
  }
}
