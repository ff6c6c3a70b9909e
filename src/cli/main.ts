/** The operator's program: `npm run cli -- <orden>`. Like src/main.ts, it reads the environment and nothing else does. */
import { statfs } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { relojDelSistema } from '../security/reloj.ts'
import { ejecutar } from './ejecutar.ts'
import { COSTO_DE_FRASE } from './respaldo/llave.ts'
import { dibujarEnTerminal, preguntarEnTerminal } from './terminal.ts'

// Whoever reads may stop before the end (`… | head`).
process.stdout.on('error', () => {})

process.exitCode = await ejecutar(
  {
    entorno: process.env,
    quien: userInfo().username,
    reloj: relojDelSistema,
    decir: (linea) => console.log(linea),
    avisar: (linea) => console.error(linea),
    ...(process.stderr.isTTY && { barra: dibujarEnTerminal }),
    preguntar: preguntarEnTerminal,
    costoDeFrase: COSTO_DE_FRASE,
    async discoLibre(carpeta) {
      const { bavail, bsize } = await statfs(carpeta)
      return bavail * bsize
    },
  },
  process.argv.slice(2),
)
