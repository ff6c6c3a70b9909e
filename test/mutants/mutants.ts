/** The mechanism of the ladder without one of its rules each (product.md “Proofs”); the stories must catch every one. */

export interface Mutant {
  /** The rule that it lacks: “No fui yo” or a number of “Proofs”. */
  proof: string
  /** What it does instead. */
  what: string
  file: string
  /** Occurs once in the file. */
  find: string
  replace: string
  /** Through which product it is told: rules that use cases add are not in the domain. */
  through: 'domain' | 'application' | 'organisations'
}

const ACCOUNT = 'src/domain/account'
const domain = (proof: string, what: string, file: string, find: string, replace: string): Mutant => ({
  ...{ proof, what, find, replace, through: 'domain' },
  file: `${ACCOUNT}/${file}`,
})
const organisations = (what: string, find: string, replace: string): Mutant => ({
  ...{ proof: '7', what, find, replace, through: 'organisations' },
  file: 'src/domain/organisations/organismo.ts',
})
const application = (proof: string, what: string, file: string, find: string, replace: string): Mutant => ({
  ...{ proof, what, find, replace, through: 'application' },
  file: `src/application/${file}`,
})

const twoPeople = (mutant: Omit<Mutant, 'proof'>): Mutant => ({ proof: 'Two people', ...mutant })

export const MUTANTS: readonly Mutant[] = [
  domain(
    '1',
    'a link to a mailbox that was never confirmed counts as a channel',
    'proofs.ts',
    "if (proof === 'enlace' && !isEnlaceConfirmed(cuenta)) return 'ninguno'",
    '',
  ),
  domain(
    '1',
    'who comes by a link to a mailbox not confirmed until then keeps everything',
    'coming-back.ts',
    "return wasUnfrozen || (!isEnlaceConfirmed(cuenta) && cuenta.perfil !== 'facilitador')",
    'return wasUnfrozen',
  ),
  domain(
    '2',
    'a new CS or answer ends no key, link or process',
    'ends.ts',
    'const OF_A_SECRET: Ends = {\n  proofs: true,',
    'const OF_A_SECRET: Ends = {\n  proofs: false,',
  ),
  domain(
    '2',
    'a new mailbox ends nothing that went to the former one',
    'ends.ts',
    'const OF_A_MAILBOX: Ends = {\n  proofs: true,',
    'const OF_A_MAILBOX: Ends = {\n  proofs: false,',
  ),
  application(
    '2',
    'links to recover live on',
    'accounts/end-former.ts',
    "...(ends.proofs ? (['recuperar', 'recuperar-tras-espera', 'activar', 'provisoria'] as const) : []),",
    '',
  ),
  application(
    '2',
    'temporary keys live on',
    'accounts/end-former.ts',
    'await uow.provisorias.delete(cuentaId)',
    '',
  ),
  application(
    '2',
    'processes begun before go on',
    'accounts/end-former.ts',
    'await uow.solicitudes.deleteOpenByCuenta(cuentaId, except ?? null)',
    'void except',
  ),
  domain(
    '3',
    'what is pending survives every change',
    'ends.ts',
    "pending: PENDING_ORDER.findLast((one) => ends.some(({ pending }) => pending === one)) ?? 'ninguno',",
    "pending: ends.length > PENDING_ORDER.length * 100 ? 'todos' : 'ninguno',",
  ),
  domain(
    '3',
    'what is pending survives a new CS or answer',
    'ends.ts',
    "pending: 'sin_codigo',\n  ordenes: 'de_factores',\n}\nconst OF_A_MAILBOX",
    "pending: 'ninguno',\n  ordenes: 'de_factores',\n}\nconst OF_A_MAILBOX",
  ),
  domain(
    '4',
    'who comes back keeps the former answer',
    'coming-back.ts',
    "cuenta.perfil !== 'facilitador' && comesBack(proofs, cuenta)",
    "cuenta.perfil === 'facilitador' && comesBack(proofs, cuenta)",
  ),
  domain(
    '4',
    'staff give back with CS and answer as they were',
    'coming-back.ts',
    '...WITHOUT_SECRETS,\n    ...(losesEmail && WITHOUT_EMAIL),',
    '...(losesEmail && WITHOUT_EMAIL),',
  ),
  domain(
    '4',
    'staff give back with mailboxes that nobody confirmed',
    'channels.ts',
    'return confirmedAt !== null && isAtLeast(',
    'return isAtLeast(',
  ),
  domain(
    '4',
    'staff give back with a mailbox that the answer set just before',
    'channels.ts',
    "isAtLeast(rankThatSet(factor, cuenta, at) ?? 'canal', 'canal')",
    '(at < new Date(0) || factor !== undefined)',
  ),
  domain(
    '4',
    'what was set lately ranks as if it had always been there',
    'proofs.ts',
    'return factor ? lowestOf(own, rankThatSet(factor, cuenta, now) ?? own) : own',
    'return factor ? lowestOf(own, (now < new Date(0) ? rankThatSet(factor, cuenta, now) : undefined) ?? own) : own',
  ),
  domain(
    'No fui yo',
    'the way back is always by mail',
    'no-fui-yo.ts',
    "wayBack: outranks && cuenta.wayBack !== 'mesa' ? 'correo' : 'mesa',",
    "wayBack: outranks && cuenta.wayBack !== 'mesa' ? 'correo' : 'correo',",
  ),
  domain(
    'No fui yo',
    'a mailbox never confirmed gets the way back',
    'no-fui-yo.ts',
    'const outranks = confirmed &&',
    'const outranks = (confirmed || !confirmed) &&',
  ),
  domain(
    'No fui yo',
    'what the same rank contests is given back by mail',
    'no-fui-yo.ts',
    '!isAtLeast(rank, channelRankBefore(cuenta, createdAt))',
    "!isAtLeast(rank, channelRankBefore(cuenta, createdAt) === 'canal' ? 'mesa' : 'canal')",
  ),
  domain(
    '4',
    'a mailbox set lately gives back what the proof that set it did',
    'no-fui-yo.ts',
    '!isAtLeast(rank, channelRankBefore(cuenta, createdAt))',
    "!isAtLeast(rank, channelRankBefore(cuenta, createdAt) === 'ninguno' ? 'ninguno' : 'canal')",
  ),
  domain(
    'No fui yo',
    'only the last change of mailbox is remembered',
    'provenance.ts',
    '...(former.length > 0 && { former }) }]\n  }\n',
    '...(former.length > 99 && { former }) }]\n  }\n',
  ),
  domain(
    'No fui yo',
    'a later press undoes what the call centre is to decide',
    'no-fui-yo.ts',
    "outranks && cuenta.wayBack !== 'mesa'",
    'outranks',
  ),
  domain(
    'No fui yo',
    'erases accounts of which something was proven',
    'no-fui-yo.ts',
    "if (kind === 'registrar' && !provenSince) return",
    "if (kind === 'registrar' && (provenSince || !provenSince)) return",
  ),
  domain(
    'No fui yo',
    'a mailbox that the account left by a code takes it back',
    'no-fui-yo.ts',
    "const leftByCode = left !== undefined && isAtLeast(left, 'canal')",
    "const leftByCode = left !== undefined && isAtLeast(left, 'registro')",
  ),
  domain(
    'No fui yo',
    'a mailbox that staff removed still freezes',
    'no-fui-yo.ts',
    "if (left && isAtLeast(left, 'mesa')) return { effect: 'mesa' }",
    '',
  ),
  domain(
    'No fui yo',
    'puts nothing back',
    'no-fui-yo.ts',
    "effect: 'congela',\n    restores: true,",
    "effect: 'congela',\n    restores: false,",
  ),
  application(
    '5',
    'the answer alone changes mailbox and question in the 72 hours after a recovery with it',
    'citizen/actualizar/change-permission.ts',
    "return !isAtLeast(rank, 'canal') && (held || !isAtLeast(rank, 'respuesta'))",
    "return !isAtLeast(rank, 'canal') && ((held && !held) || !isAtLeast(rank, 'respuesta'))",
  ),
  domain(
    '6',
    'all browsers share one counter',
    'browsers.ts',
    'if (!known) return SHARED.others',
    'if (!known || known) return SHARED.others',
  ),
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
  domain(
    '1',
    'a code goes to a mailbox that nobody confirmed',
    'channels.ts',
    "  proofs.includes('respuesta') || isCodigoMailboxConfirmed(cuenta)\n",
    "  proofs.includes('respuesta') || isCodigoMailboxConfirmed(cuenta) || proofs.length > 0\n",
  ),
  application(
    '1',
    'the link that confirms serves whoever has it',
    'links/confirm-email.ts',
    'if (known) return deps.store.transaction',
    'if (known || !known) return deps.store.transaction',
  ),
  application(
    '5',
    'a recovery with the answer is told to nobody',
    'citizen/recuperar/deliver-provisoria.ts',
    'if (onPage) return notifyDeed(deps, uow, deed)',
    'if (onPage) return true',
  ),
  domain(
    '1',
    'a link to a mailbox that nobody confirmed opens the account at once',
    'unconfirmed-links.ts',
    "if (isEnlaceConfirmed(cuenta)) return 'nada'",
    "if (isEnlaceConfirmed(cuenta) || cuenta.perfil === 'natural') return 'nada'",
  ),
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
    find: 'await freezeForCaso(deps, uow, context, cuenta, caso)',
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
