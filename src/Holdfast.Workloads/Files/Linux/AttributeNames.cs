using Holdfast.Format.Items;

namespace Holdfast.Workloads.Files.Linux;

/// <summary>Names of extended attributes with a meaning of their own. Each literal is followed by a NUL in memory, as system calls want it.</summary>
internal static class AttributeNames
{
    public static ReadOnlySpan<byte> AccessList => "system.posix_acl_access"u8;

    public static ReadOnlySpan<byte> DefaultAccessList => "system.posix_acl_default"u8;

    /// <summary>Data rather than security: applied whoever rules the security of what is restored.</summary>
    public static bool IsData(ReadOnlySpan<byte> name) => name.StartsWith("user."u8) || name.StartsWith("btrfs."u8) || IsForeign(name);

    /// <summary>What another platform knows alone, such as a security descriptor of Windows. Linux keeps it as data under the same name behind "user.", so that it can be given back there.</summary>
    public static bool IsForeign(ReadOnlySpan<byte> name) => name.StartsWith("holdfast."u8);

    /// <summary>What a scan of Windows left for the next one: it is about the tree that was scanned, not about what is recovered of it.</summary>
    public static bool IsOfScan(ReadOnlySpan<byte> name) => name.SequenceEqual("holdfast.ntfs.scan"u8);

    /// <summary>How an attribute is set on Linux.</summary>
    public static ExtendedAttribute AsSet(ExtendedAttribute attribute) => IsForeign(attribute.Name) ? new ExtendedAttribute([.. "user."u8, .. attribute.Name], attribute.Value) : attribute;

    /// <summary>Changed by chown, chmod or write, thus set after them.</summary>
    public static bool ComesLate(ReadOnlySpan<byte> name) => name.StartsWith("system."u8) || name.StartsWith("security."u8);
}
