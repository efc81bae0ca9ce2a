using System.Buffers.Binary;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.SqlServer.Media;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>What SqlServerWriter notes of a database in the backup components document: Base64 of a length, the front of a backup file (up to its configuration, without pages), and four bytes
/// that are not known.</summary>
/// <param name="Media">The front of the backup file.</param>
/// <param name="Report">What it says; its one set has no end.</param>
internal sealed record WriterBackupMetadata(byte[] Media, MediaReport Report)
{
    private const int LengthField = 4, Longest = 16 << 20;

    /// <param name="text">Null where the writer noted nothing.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.ContentWrong"/>: it is no such note.</exception>
    public static WriterBackupMetadata Read(string? text)
    {
        if (string.IsNullOrEmpty(text)) throw Wrong("the writer noted nothing of the database", null);
        try
        {
            var bytes = text.Length <= Longest ? Convert.FromBase64String(text) : throw new FormatException($"{text.Length} characters");
            var media = Inner(bytes);
            return new WriterBackupMetadata(media, Parse(media));
        }
        catch (Exception wrong) when (wrong is FormatException or MalformedFileException)
        {
            throw Wrong(wrong.Message, wrong);
        }
    }

    /// <exception cref="MalformedFileException">It is not the front of a backup file, or holds no set.</exception>
    public static MediaReport Parse(ReadOnlySpan<byte> media)
    {
        var reader = new MediaReader();
        reader.Push(media);
        var report = reader.SoFar();
        return report.Sets.Count == 1 ? report : throw new MalformedFileException(media.Length, "one backup set", $"{report.Sets.Count}");
    }

    private static byte[] Inner(byte[] bytes)
    {
        if (bytes.Length < 2 * LengthField) throw new FormatException($"{bytes.Length} bytes");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length == bytes.Length - LengthField ? bytes[LengthField..^LengthField] : throw new FormatException($"{bytes.Length} bytes that say they are {length}");
    }

    private static WorkloadException Wrong(string what, Exception? inner) =>
        new(WorkloadFault.ContentWrong, $"What SqlServerWriter says of the backup cannot be read: {what}.", "Read the event log (sources SQLWRITER and VSS), or set transport=vdi.", inner);
}
