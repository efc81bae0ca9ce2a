namespace Holdfast.Workloads.Disks;

/// <summary>How long the logical sectors of a disk are whose format does not say.</summary>
internal static class DiskSectors
{
    public const int Short = 512, Long = 4096;

    public static int Find(IByteSource content) => !StartsGpt(content, Short) && StartsGpt(content, Long) ? Long : Short;

    /// <summary>The header of a GPT lies in the second sector.</summary>
    private static bool StartsGpt(IByteSource content, int sector)
    {
        if (content.Length < sector + 8) return false;
        Span<byte> signature = stackalloc byte[8];
        content.Read(sector, signature);
        return signature.SequenceEqual("EFI PART"u8);
    }
}
