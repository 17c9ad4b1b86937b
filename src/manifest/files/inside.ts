import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, posix, relative, sep, win32 } from "node:path";

/** A path of the project: where it is, and what it is called (relative, with `/`); or why it is none. */
type Inside = { readonly absolute: string; readonly file: string } | { readonly outside: string };

/** Makes sure that a path stays inside the project folder: not by `..`, not by a root, not through a symbolic link. */
export function insideProject(folder: string, path: string): Inside {
  if (path === "" || path.includes("\0")) return { outside: "it is empty" };
  if (isAbsolute(path) || win32.isAbsolute(path)) return { outside: "it is an absolute path" };
  const file = posix.normalize(path.split(sep).join("/"));
  if (file === ".." || file.startsWith("../")) return { outside: "it leaves the folder by `..`" };
  const absolute = join(folder, file);
  const real = realOf(absolute);
  const way = relative(realpathSync.native(folder), real);
  const left = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  return left ? { outside: `a symbolic link leads to ${real}` } : { absolute, file };
}

/** What a path leads to behind all symbolic links; where nothing is to be had, that of the folder that would hold it. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    const above = dirname(path);
    if (above === path) throw error;
    return realOf(above);
  }
}
