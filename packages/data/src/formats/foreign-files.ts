export const WORKBOOK = 'a workbook: save its sheet as .csv'
export const ARCHIVE = 'an archive: unpack it, and name what is in it'
export const HDF5 =
  'arrays of HDF5: in Python save them by numpy.savez(name, x=x, y=y), a table of pandas by .to_csv'

/** Files of other programs, which are not read, by their names, and what is to be made of each, for people. */
const FOREIGN: readonly (readonly [name: RegExp, advice: string])[] = [
  [/\.(?:xlsx?|xlsm|xlsb|ods|numbers)$/i, WORKBOOK],
  [/\.(?:zip|7z|rar|tar|tgz|txz|(?:tar\.)?(?:bz2|xz|zst)|tar\.gz)$/i, ARCHIVE],
  [
    /\.(?:pkl|pickle|joblib)(?:\.gz)?$/i,
    'Python objects: in Python save a table by .to_csv, arrays by numpy.savez(name, x=x, y=y)',
  ],
  [
    /\.(?:pt|pth|ckpt)$/i,
    'what may be tensors of PyTorch: in Python save them by numpy.savez(name, x=x.numpy(), y=y.numpy())',
  ],
  [
    /\.mat$/i,
    'arrays of MATLAB: save a table by writetable, or in Python what scipy.io.loadmat reads by numpy.savez(name, x=x, y=y)',
  ],
  [/\.(?:h5|hdf5?|nc|zarr)$/i, HDF5],
  [/\.(?:tfrecords?|avro|orc)$/i, 'records of another program: save them as .parquet or .csv'],
  [/\.(?:rds|rda|rdata)$/i, 'objects of R: save the table by write.csv'],
  [/\.(?:sav|por|dta|sas7bdat|xpt)$/i, 'a table of a program for statistics: save it as .csv'],
  [/\.(?:db|sqlite3?|duckdb|mdb|accdb|sql)$/i, 'a database: save the table as .csv'],
  [/\.(?:xml|html?|pdf|docx?|rtf|md)$/i, 'a document: save its table as .csv'],
  [/\.(?:dcm|nii)(?:\.gz)?$/i, 'a medical picture: save its slices as PNG, in a folder for each class'],
  [
    /\.(?:png|jpe?g|jpe|jfif|gif|bmp|webp|tiff?|heic|avif)$/i,
    'one picture: save pictures as PNG or JPEG in a folder for each class, and name the folder around them',
  ],
  [
    /(?:^|[\\/])(?:data_batch_\d+|test_batch|train|test)\.bin$/i,
    'pictures as bytes, if it is a batch of CIFAR: in Python b = numpy.fromfile(name, numpy.uint8).reshape(-1, 3073) and numpy.savez(name, x=b[:, 1:], y=b[:, 0]) (of 100 classes 3074, 2: and 1)',
  ],
  [
    /\.(?:bin|raw)$/i,
    'bytes that do not say what they are: in Python numpy.fromfile reads them; save them by numpy.savez(name, x=x, y=y)',
  ],
  [
    /\.(?:safetensors|keras|onnx)$/i,
    'a model: antigrad predict and --from take models; save what it is to learn as .csv or .npz',
  ],
]

/** What a file is that is of no kind that is read, and what is to be made of it, as far as its name says. */
export function foreignAdvice(path: string): string | undefined {
  return FOREIGN.find(([name]) => name.test(path))?.[1]
}
