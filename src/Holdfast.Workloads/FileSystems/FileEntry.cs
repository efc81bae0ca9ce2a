using Holdfast.Format.Items;

namespace Holdfast.Workloads.FileSystems;

/// <summary>A file, directory, link, or node of a file system.</summary>
/// <param name="Number">By which the file system knows it: inode, or reference of its NTFS record.</param>
/// <param name="Name">As text, see <see cref="ItemPath.ToDisplay"/>; <see cref="ItemPath.FromDisplay"/> gives its bytes. Empty for the root. Holds no '/' and no NUL.</param>
/// <param name="Size">Bytes of its content; 0 for a directory.</param>
/// <param name="LinkTarget">Of a symbolic link or junction; null otherwise.</param>
public sealed record FileEntry(ulong Number, string Name, ItemKind Kind, long Size, DateTimeOffset Modified, string? LinkTarget = null);
