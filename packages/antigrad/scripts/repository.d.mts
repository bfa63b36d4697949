/** The `repository` of a manifest, of the address from which a clone was made. Throws for one that others cannot read. */
export function repositoryOf(
  remote: string,
  directory: string,
): { readonly type: string; readonly url: string; readonly directory: string }
