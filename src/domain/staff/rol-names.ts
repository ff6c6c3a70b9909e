import type { Rol } from './roles.ts'

/** What each role is called. */
export const ROL_NAMES: Readonly<Record<Rol, string>> = {
  ejecutivo: 'Ejecutivo',
  revisor: 'Revisor',
  supervisor: 'Supervisor',
  administrador: 'Administrador',
}
