using System.Globalization;
using System.Text;
using Holdfast.Format.Items;
using Holdfast.Workloads.Files.Windows;

namespace Holdfast.Workloads.Files.Portable;

/// <summary>What System.IO tells about an object, to and from an item.</summary>
internal static class PortableMetadata
{
    /// <summary>Windows file attributes other than the usual ones, as eight hexadecimal digits. In the namespace that every platform lets a user write.</summary>
    public const string AttributesName = "user.holdfast.windows-attributes";

    private const uint PlainFile = 0x1a4, PlainDirectory = 0x1ed, WriteBits = 0x92; // 644, 755, 222 in octal

    /// <summary>Attributes that say how content is kept at this place, not what the file is: compressed, encrypted, offline, sparse, a reparse point, …</summary>
    private const FileAttributes Settable =
        FileAttributes.ReadOnly | FileAttributes.Hidden | FileAttributes.System | FileAttributes.Archive | FileAttributes.NotContentIndexed | FileAttributes.Temporary;

    private static readonly byte[] attributesName = Encoding.ASCII.GetBytes(AttributesName);

    public static void Capture(FileSystemInfo info, Item item)
    {
        if (item.Kind == ItemKind.File) item.Size = ((FileInfo)info).Length;
        SetTimes(item, info.LastWriteTimeUtc, info.CreationTimeUtc);
        if (OperatingSystem.IsWindows()) SetAttributes(item, info.Attributes);
        else item.Mode = (uint)info.UnixFileMode;
    }

    /// <summary>Brings an item up to the state of its open file.</summary>
    public static void Capture(Microsoft.Win32.SafeHandles.SafeFileHandle file, Item item)
    {
        item.Size = RandomAccess.GetLength(file);
        SetTimes(item, File.GetLastWriteTimeUtc(file), File.GetCreationTimeUtc(file));
        if (OperatingSystem.IsWindows()) SetAttributes(item, File.GetAttributes(file));
        else item.Mode = (uint)File.GetUnixFileMode(file);
    }

    /// <summary>Applies times, and attributes or mode.</summary>
    /// <returns>False where the item has metadata that this platform cannot keep.</returns>
    /// <param name="keepsNtfs">Somebody else has applied what only Windows has.</param>
    /// <exception cref="IOException">The platform refused.</exception>
    public static bool Apply(string path, Item item, SecurityFrom security, bool keepsNtfs = false)
    {
        var isDirectory = item.Kind == ItemKind.Directory;
        if (item.Born is { } born && OperatingSystem.IsWindows())
        {
            if (isDirectory) Directory.SetCreationTimeUtc(path, ToTime(born));
            else File.SetCreationTimeUtc(path, ToTime(born));
        }
        if (isDirectory) Directory.SetLastWriteTimeUtc(path, ToTime(item.Modified));
        else File.SetLastWriteTimeUtc(path, ToTime(item.Modified));
        // Last, because nothing can be set on what is read-only.
        if (OperatingSystem.IsWindows()) File.SetAttributes(path, AttributesOf(item));
        else if (security == SecurityFrom.Point) File.SetUnixFileMode(path, (UnixFileMode)(item.Mode & 0xfff));
        return item.Flags == 0 && (item.Attributes ?? []).All(attribute => attribute.Name.AsSpan().SequenceEqual(attributesName) || (keepsNtfs && NtfsNames.FromAny(attribute.Name) is not null));
    }

    public static FileAttributes AttributesOf(Item item)
    {
        var usual = item.Kind == ItemKind.Directory ? FileAttributes.Normal : FileAttributes.Archive;
        var kept = item.Attributes?.FirstOrDefault(attribute => attribute.Name.AsSpan().SequenceEqual(attributesName));
        if (kept is null || !uint.TryParse(kept.Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return usual;
        var attributes = (FileAttributes)(int)(value & (uint)Settable);
        return attributes == 0 ? FileAttributes.Normal : attributes;
    }

    private static void SetTimes(Item item, DateTime modified, DateTime born)
    {
        item.Modified = item.Changed = Timestamp.From(new DateTimeOffset(modified));
        item.Born = Timestamp.From(new DateTimeOffset(born));
        item.Inode = Identity(born, 0);
    }

    private static void SetAttributes(Item item, FileAttributes attributes)
    {
        SetWindowsAttributes(item, attributes);
        item.Inode = Identity(item.Born!.Value.ToDateTimeOffset().UtcDateTime, attributes & Settable);
    }

    /// <summary>Keeps attributes that Windows gave, and a mode that comes near to them.</summary>
    public static void SetWindowsAttributes(Item item, FileAttributes attributes)
    {
        var isReadOnly = attributes.HasFlag(FileAttributes.ReadOnly) && item.Kind == ItemKind.File;
        item.Mode = (item.Kind == ItemKind.Directory ? PlainDirectory : PlainFile) & (isReadOnly ? ~WriteBits : uint.MaxValue);
        var kept = attributes & Settable;
        var usual = item.Kind == ItemKind.Directory ? kept == 0 : kept == FileAttributes.Archive;
        item.Attributes = usual ? null : [new ExtendedAttribute(attributesName, Encoding.ASCII.GetBytes(((uint)kept).ToString("x8", CultureInfo.InvariantCulture)))];
    }

    // System.IO tells no file number. Whether an object is still the one of the last run is decided by this in its place: another birth, or other attributes, make it another one.
    private static ulong Identity(DateTime born, FileAttributes attributes) => unchecked((ulong)born.Ticks << 12 ^ (ulong)born.Ticks >> 52 ^ (uint)attributes);

    // Within what Windows takes: from 1601 on.
    private static DateTime ToTime(Timestamp time)
    {
        var least = DateTime.FromFileTimeUtc(1);
        var value = time.ToDateTimeOffset().UtcDateTime;
        return value < least ? least : value;
    }
}
