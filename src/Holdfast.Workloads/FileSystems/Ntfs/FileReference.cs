namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Reference of a file: number of its record in 48 bits, above them the count of the files that used the record.</summary>
internal static class FileReference
{
    private const int NumberBits = 48;

    public static long Number(ulong reference) => (long)(reference & ((1UL << NumberBits) - 1));

    public static ushort Sequence(ulong reference) => (ushort)(reference >> NumberBits);

    public static ulong Of(FileRecord record) => (ulong)record.Number | (ulong)record.Sequence << NumberBits;

    /// <summary>Whether a record still holds the file. A reference without a count means whatever is there.</summary>
    public static bool Fits(ulong reference, FileRecord record) => Sequence(reference) == 0 || Sequence(reference) == record.Sequence;
}
