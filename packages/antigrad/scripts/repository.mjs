/**
 * The `repository` of a manifest, of the address from which a clone was made.
 * @param remote `git@host:owner/name.git`, `ssh://git@host/owner/name`, `https://host/owner/name.git`
 * @param directory of the package in it
 * @throws Error for an address that others cannot read, such as a folder
 */
export function repositoryOf(remote, directory) {
  const [, host, path] =
    /^(?:https?|ssh|git):\/\/(?:[^/@]*@)?([^/:@]+)(?::\d+)?\/(.+?)(?:\.git)?\/?$/.exec(remote) ??
    /^(?:[^/@]+@)?([^/:@]{2,}):([^/].*?)(?:\.git)?\/?$/.exec(remote) ??
    []
  if (!host) throw new Error(`expected the address of a public repository, found ${JSON.stringify(remote)}`)
  return { type: 'git', url: `git+https://${host}/${path}.git`, directory }
}
