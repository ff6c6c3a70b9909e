/**
 * Ways of writing a picture, tried in turn until one fits: how many pixels at most, and with which qualities. One of
 * 4 megapixels is 2,000 px long or more, whatever its shape. Nothing larger: a canvas of iOS holds 16.7 megapixels.
 */
const TRIES = [
  [8_000_000, [0.85, 0.75]],
  [5_600_000, [0.85, 0.75]],
  [4_000_000, [0.85, 0.75, 0.6, 0.45, 0.3, 0.15]],
]

/**
 * Makes a picture anew as a JPEG that fits, upright and on white. Nothing is sent.
 * @returns a promise of the new file, rejected when the browser cannot open the picture or no way of writing it fits.
 */
export function shrinkPhoto(file, maxBytes) {
  const url = URL.createObjectURL(file)
  return openPicture(url)
    .then((picture) => firstThatFits(picture, maxBytes))
    .then((blob) => new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: blob.type }))
    .finally(() => URL.revokeObjectURL(url))
}

/** By an element, which turns it as its EXIF says in every browser that runs modules like these (decision 0025). */
async function openPicture(url) {
  const picture = new Image()
  picture.src = url
  await picture.decode()
  return picture
}

async function firstThatFits(picture, maxBytes) {
  const canvas = document.createElement('canvas')
  for (const [pixels, qualities] of TRIES) {
    draw(picture, canvas, pixels)
    for (const quality of qualities) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality))
      if (blob?.size <= maxBytes) return blob
    }
  }
  throw new Error('no way of writing the picture fits')
}

function draw(picture, canvas, pixels) {
  const { naturalWidth, naturalHeight } = picture
  const scale = Math.min(1, Math.sqrt(pixels / (naturalWidth * naturalHeight)))
  canvas.width = Math.ceil(naturalWidth * scale)
  canvas.height = Math.ceil(naturalHeight * scale)
  const context = canvas.getContext('2d')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
}
