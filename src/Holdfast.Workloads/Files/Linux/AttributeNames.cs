namespace Holdfast.Workloads.Files.Linux;

/// <summary>Names of extended attributes with a meaning of their own. Each literal is followed by a NUL in memory, as system calls want it.</summary>
internal static class AttributeNames
{
    public static ReadOnlySpan<byte> AccessList => "system.posix_acl_access"u8;

    public static ReadOnlySpan<byte> DefaultAccessList => "system.posix_acl_default"u8;

    /// <summary>Data rather than security: applied whoever rules the security of what is restored.</summary>
    public static bool IsData(ReadOnlySpan<byte> name) => name.StartsWith("user."u8) || name.StartsWith("btrfs."u8);

    /// <summary>Changed by chown, chmod or write, thus set after them.</summary>
    public static bool ComesLate(ReadOnlySpan<byte> name) => name.StartsWith("system."u8) || name.StartsWith("security."u8);
}
