/** Without a rule of what takes two people (product.md “Two people”). */
import { ACCOUNT, domain, type Mutant } from './mutant.ts'

const twoPeople = (mutant: Omit<Mutant, 'proof'>): Mutant => ({ proof: 'Two people', ...mutant })

export const TWO_PEOPLE: readonly Mutant[] = [
  twoPeople({
    what: 'who asked grants it too',
    file: 'src/domain/staff/decision.ts',
    find: "if (askedBy === by) return 'misma_persona'",
    replace: '',
    through: 'domain',
  }),
  twoPeople({
    what: 'what is granted does not wait',
    file: 'src/domain/staff/decision.ts',
    find: 'addHours(now, OBJECTION_HOURS)',
    replace: 'addHours(now, OBJECTION_HOURS * 0)',
    through: 'domain',
  }),
  twoPeople({
    what: 'what a confirmed mailbox contested waits no longer',
    file: 'src/domain/staff/decision.ts',
    find: 'contested ? addDays(',
    replace: 'contested && now < new Date(0) ? addDays(',
    through: 'domain',
  }),
  twoPeople({
    what: 'whoever asked for or granted what was objected to grants it again',
    file: 'src/application/staff/ordenes/decide-orden.ts',
    find: '(heard && decidedThen) || (await isOneHuman(uow, orden.askedBy, by))',
    replace: 'await isOneHuman(uow, orden.askedBy, by)',
    through: 'application',
  }),
  twoPeople({
    what: 'one order is objected to for ever',
    file: 'src/domain/staff/decision.ts',
    find: "estado === 'congelada' &&",
    replace: "estado === 'cerrada' &&",
    through: 'domain',
  }),
  twoPeople({
    what: 'an objection is ignored',
    file: 'src/application/links/objetar.ts',
    find: "if (!(await uow.ordenes.advance(orden, { ...orden, estado: 'objetada', endedAt: now }))) {",
    replace: 'if (orden.endedAt !== null) {',
    through: 'application',
  }),
  twoPeople({
    what: 'an objection leaves the account open',
    file: 'src/application/links/objetar.ts',
    find: 'await freezeForCaso(deps, uow, context, cuenta, { caso, at: now })',
    replace: 'void freezeForCaso',
    through: 'application',
  }),
  twoPeople({
    what: 'an invitation survives what changes meanwhile',
    file: `${ACCOUNT}/ends.ts`,
    find: "pending: 'sin_codigo',\n  ordenes: 'de_factores',",
    replace: "pending: 'sin_codigo',\n  ordenes: 'ninguna',",
    through: 'domain',
  }),
  twoPeople({
    what: 'whoever has the account ends an order to close it',
    file: `${ACCOUNT}/ends.ts`,
    find: "pending: 'sin_codigo',\n  ordenes: 'de_factores',",
    replace: "pending: 'sin_codigo',\n  ordenes: 'todas',",
    through: 'domain',
  }),
  twoPeople({
    what: 'who is invited keeps the former answer',
    file: `${ACCOUNT}/coming-back.ts`,
    find: "const BACK_ANEW = ['volver', 'registro', 'invitacion', 'activacion'] as const",
    replace: "const BACK_ANEW = ['volver', 'registro', 'activacion'] as const",
    through: 'domain',
  }),
  twoPeople({
    what: 'who is invited keeps the former mailbox',
    file: `${ACCOUNT}/coming-back.ts`,
    find: 'email: mailbox,',
    replace: 'email: cuenta.email ?? mailbox,',
    through: 'domain',
  }),
  twoPeople({
    what: 'an invited mailbox is left to the one that it replaced',
    file: `${ACCOUNT}/coming-back.ts`,
    find: "withProvenance(cuenta, ['email', ...lost], 'mesa', now)",
    replace: "withProvenance(cuenta, ['email', ...lost], 'canal', now)",
    through: 'domain',
  }),
  domain(
    'Two people',
    'what was done before papers were shown takes the account back',
    'no-fui-yo.ts',
    "wasSetByPapers(cuenta, moment) ? 'mesa' : ",
    "wasSetByPapers(cuenta, moment) ? (rankThatLeft(cuenta, moment) ?? 'canal') : ",
  ),
  domain(
    'Two people',
    'the mailbox of who was invited cannot contest how it was lost',
    'no-fui-yo.ts',
    'new Date(createdAt.getTime() + 1)',
    'createdAt',
  ),
  twoPeople({
    what: 'an account that closes leaves its links',
    file: 'src/storage/repositories/accounts/cuentas.ts',
    find: 'async close(cuenta) {\n      await endWith(cuenta.id)',
    replace: 'async close(cuenta) {',
    through: 'application',
  }),
]
