export interface Augmentation {
  readonly shift?: number
}
export class Augmenter {
  constructor(
    _augmentation: Augmentation,
    _image: { readonly width: number; readonly height: number },
    _seed: number,
  ) {}
  augment(pixels: Uint8Array, _epoch: number, _example: number, out: Uint8Array): void {
    out.set(pixels)
  }
}
export function checkAugmentation(_a: Augmentation): void {}
