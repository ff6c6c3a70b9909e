/** Without a rule of “No fui yo”. */
import { domain, type Mutant } from './mutant.ts'

export const NO_FUI_YO: readonly Mutant[] = [
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
]
