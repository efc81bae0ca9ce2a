using System.Text;

namespace Holdfast.Workloads.Files.Windows;

/// <summary>Names of the attributes in which an item keeps what only Windows has. docs/format.md §7.3.</summary>
public static class NtfsNames
{
    /// <summary>Self-relative security descriptor, as Windows' functions take it.</summary>
    public const string Security = "holdfast.ntfs.sd";

    /// <summary>Before the name of a named stream; the value is its content.</summary>
    public const string Stream = "holdfast.ntfs.stream:";

    /// <summary>Extended attributes as BackupRead gives them.</summary>
    public const string ExtendedAttributes = "holdfast.ntfs.ea";

    /// <summary>Object id, 64 bytes.</summary>
    public const string ObjectId = "holdfast.ntfs.object-id";

    /// <summary>Reparse point, with its header.</summary>
    public const string Reparse = "holdfast.ntfs.reparse";

    /// <summary>What the content of the file is where it is not the file's own: <see cref="EncryptedContent"/>, <see cref="StreamContent"/>.</summary>
    public const string Content = "holdfast.ntfs.content";

    /// <summary>Of a root alone: what the scan leaves for the next one. It means nothing in a tree that is recovered.</summary>
    public const string Scan = "holdfast.ntfs.scan";

    /// <summary>The raw form of a file that Windows encrypts, which Windows alone can put back.</summary>
    public const string EncryptedContent = "efs";

    /// <summary>A named stream of the file or folder beside it: the item's name is NAME:STREAM.</summary>
    public const string StreamContent = "stream";

    private const string Family = "holdfast.ntfs.", OnLinux = "user.";
    private static readonly byte[] _family = Encoding.ASCII.GetBytes(Family), _onLinux = Encoding.ASCII.GetBytes(OnLinux + Family);

    /// <summary>One of these, as Windows or a reader of NTFS gave it.</summary>
    public static bool IsOne(ReadOnlySpan<byte> name) => name.StartsWith(_family);

    /// <summary>The name as it was on Windows, whether it comes from there or from a tree that was recovered on Linux; null for every other attribute.</summary>
    public static byte[]? FromAny(ReadOnlySpan<byte> name) => IsOne(name) ? name.ToArray() : name.StartsWith(_onLinux) ? name[OnLinux.Length..].ToArray() : null;
}
