import { listOwnPasskeys, type OwnPasskey } from '../../../application/staff/passkeys/own-passkeys.ts'
import { passkeyRemoveUrl, passkeyRenameUrl, paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import type { Services } from '../../services.ts'
import type { StaffPage } from '../staff-page.ts'

/** What tells a passkey from the others. */
export const passkeyFacts = ({ name, createdAt, usedAt }: OwnPasskey): string[] => [
  name,
  `Registrada el ${formatMoment(createdAt)}.`,
  usedAt ? `Usada por última vez el ${formatMoment(usedAt)}.` : 'Sin usar desde entonces.',
]

/** One's own passkeys. */
export const passkeysPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.passkeys,
  power: 'signed_in',
  audit: 'nothing',
  async show({ session: { funcionario } }) {
    const own = funcionario ? await listOwnPasskeys(deps, funcionario) : []
    const passkeys = own.map((passkey) => {
      const [title, ...details] = passkeyFacts(passkey)
      const removeUrl = passkey.mayGo ? passkeyRemoveUrl(passkey.ref) : null
      return { title, details, removeUrl, renameUrl: passkeyRenameUrl(passkey.ref) }
    })
    return { view: 'passkeys', model: { passkeys } }
  },
})
