namespace Holdfast.Workloads.Files.Windows;

/// <summary>Numbers by which Windows knows files, as items have them.</summary>
internal static class FileNumber
{
    /// <summary>128 bits as 64: those of NTFS as they are, those of ReFS mixed.</summary>
    public static ulong Of(UInt128 id) => unchecked((ulong)id + ((ulong)(id >> 64) * 0x9e37_79b9_7f4a_7c15));
}
