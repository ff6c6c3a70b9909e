import type { Deps } from '../ports.ts'

/**
 * Where ClaveÚnica's sign-out may lead: an address that an active system registered for after a sign-out, letter by
 * letter, or one of the origins to which people may go back.
 * @returns the address as a browser takes it, or undefined.
 */
export async function findSignOutTarget(
  { store }: Pick<Deps, 'store'>,
  { href, origin }: URL,
): Promise<string | undefined> {
  const all = await store.single.sistemas.findAll()
  const isRegistered = all.some(
    ({ estado, postLogoutUris, volverOrigins }) =>
      estado === 'activo' &&
      (volverOrigins.includes(origin) || postLogoutUris.some((uri) => URL.parse(uri)?.href === href)),
  )
  return isRegistered ? href : undefined
}
