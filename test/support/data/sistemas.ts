import type { Sistema } from '../../../src/domain/sistemas/sistema.ts'

/** A system of SENCE's own, with one secret that nobody knows. */
export const sistemaOf = (changes: Partial<Sistema> = {}): Sistema => ({
  id: 'cursos',
  nombre: 'Cursos en línea',
  tipo: 'propio',
  estado: 'activo',
  redirectUris: ['https://cursos.test/vuelta'],
  postLogoutUris: ['https://cursos.test/adios'],
  volverOrigins: ['https://cursos.test'],
  scopes: ['openid', 'run', 'name'],
  autenticacion: 'basic',
  secretos: [{ hash: 'huella', createdAt: new Date('2026-03-05T12:00:00.000Z'), expiresAt: null }],
  backchannelLogoutUri: null,
  sector: 'sector',
  logoHash: null,
  createdAt: new Date('2026-03-05T12:00:00.000Z'),
  createdBy: 'operador:ana',
  version: 1,
  ...changes,
})
