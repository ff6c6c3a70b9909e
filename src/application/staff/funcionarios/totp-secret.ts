/** Encryption context of the secret of an authenticator: in another funcionario's row it does not decrypt. */
export const totpContext = (funcionarioId: string): string => `funcionario:${funcionarioId}:totp`
