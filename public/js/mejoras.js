/**
 * Small comforts over pages that work without any of them. One that fails leaves the others alone.
 */
import { mirarArchivo } from './archivo.js'
import { contarCaracteres } from './caracteres.js'
import { ayudarConClave } from './clave.js'
import { filtrarComunas } from './comunas.js'
import { evitarDobleEnvio } from './envio.js'
import { darFormato } from './formatos.js'
import { guardarTecleado, velarVisita } from './historia.js'
import { cerrarMenus } from './menu.js'
import { imprimir, irAlResumen } from './pagina.js'
import { refrescar } from './refrescar.js'

for (const mejora of [
  irAlResumen,
  cerrarMenus,
  imprimir,
  velarVisita,
  guardarTecleado,
  filtrarComunas,
  darFormato,
  contarCaracteres,
  ayudarConClave,
  // Before the guard, which lets pass what does not leave.
  mirarArchivo,
  evitarDobleEnvio,
  refrescar,
]) {
  try {
    mejora(document)
  } catch (error) {
    console.error(error)
  }
}
