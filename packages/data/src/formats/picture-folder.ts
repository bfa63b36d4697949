import type { DatasetFormat } from './format.js'

/**
 * A folder with a folder of PNG or JPEG pictures for each class, called as the class is: `digits/3/0001.png`. Or two
 * such folders, `train` and `test`; of one a part is held back, equal pictures on one side. Pixels stay as they are:
 * 0 is black.
 */
export const pictureFolder: DatasetFormat = {
  name: 'a folder of pictures by class',
  accepts: (_, { kind, pictures }) => kind === 'folder' && pictures,
  async open(path, options) {
    // The decoders are not loaded for nothing.
    const { openPictureFolder } = await import('../images/picture-folder.js')
    return openPictureFolder(path, options)
  },
}
