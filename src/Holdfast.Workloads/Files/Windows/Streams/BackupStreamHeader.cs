namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>One stream of an object, as BackupRead announces it.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Traits">What is special about it.</param>
/// <param name="Size">Bytes that follow; of a sparse block those after its offset.</param>
/// <param name="Name">Of an alternate stream, as :NAME:$DATA; empty for all others.</param>
/// <param name="Offset">Where a sparse block belongs in its stream, bytes; 0 for all others.</param>
public sealed record BackupStreamHeader(BackupStreamKind Kind, BackupStreamTraits Traits, long Size, string Name = "", long Offset = 0)
{
    internal const int FixedLength = 20, OffsetLength = 8;

    /// <summary>Bytes: a colon, 255 UTF-16 units, and a type such as :$DATA, generously.</summary>
    internal const int LongestName = 1024;

    /// <summary>Bytes of a stream that is metadata: what an item's attribute holds.</summary>
    internal const int LongestMetadata = 1 << 20;

    private const string DataType = ":$DATA";

    /// <summary>Content of the file or of a named stream, of any length; everything else is metadata and small.</summary>
    public bool IsContent => Kind is BackupStreamKind.Data or BackupStreamKind.AlternateData or BackupStreamKind.SparseBlock;

    /// <summary>The name of an alternate stream without colons and type; null where it is of another type than $DATA.</summary>
    public string? PlainName => Kind == BackupStreamKind.AlternateData && Name.Length > DataType.Length + 1 && Name[0] == ':' && Name.EndsWith(DataType, StringComparison.OrdinalIgnoreCase)
        ? Name[1..^DataType.Length] : null;

    /// <summary>A plain name as BackupRead tells it.</summary>
    public static string FullName(string plainName) => ':' + plainName + DataType;
}
