import { Router } from 'express'
import { OPERACIONES, type Operacion } from '../domain/perfil.ts'

/** Pages that say something and do nothing. */
export function paginas(): Router {
  const router = Router()
  router.get('/', (_req, res) => res.render('inicio'))
  for (const pagina of ['mas-informacion', 'privacidad', 'accesibilidad']) {
    router.get(`/${pagina}`, (_req, res) => res.render(pagina))
  }
  for (const url of SIN_CONSTRUIR) {
    router.get(url, (_req, res) => res.render('pronto', { titulo: tituloDe(url) }))
  }
  return router
}

/** Every operation of the profiles that are not built yet (PRODUCT “Pages”). */
const SIN_CONSTRUIR = [
  ...['juridica', 'migrante'].flatMap((perfil) => OPERACIONES.map((operacion) => `/${perfil}/${operacion}`)),
  '/juridica/facilitador/solicitar',
  '/juridica/facilitador/recuperar',
  '/facilitador/cambiar',
]

const QUE: Record<Operacion | 'solicitar', string> = {
  registrar: 'REGISTRAR',
  recuperar: 'RECUPERAR CS (CLAVE SENCE)',
  cambiar: 'CAMBIAR CS (CLAVE SENCE)',
  actualizar: 'ACTUALIZAR DATOS',
  solicitar: 'SOLICITAR CS (CLAVE SENCE)',
}

function tituloDe(url: string): string {
  const [que, quien] = url.split('/').toReversed()
  const nombres: Record<string, string> = {
    juridica: 'PERSONA JURÍDICA',
    migrante: 'MIGRANTE',
    facilitador: 'FACILITADOR EXTRANJERO',
  }
  const operacion = Object.entries(QUE).find(([nombre]) => nombre === que)
  return `${operacion?.[1] ?? ''} ${nombres[quien ?? ''] ?? ''}`
}
