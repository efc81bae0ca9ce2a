using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Exchange.Ese;

/// <summary>A checkpoint file: from where on logs are replayed after a crash.</summary>
/// <param name="Position">There.</param>
/// <param name="Signature">Of the logs.</param>
public sealed record EseCheckpoint(EseLogPosition Position, EseSignature Signature)
{
    /// <summary>Checkpoint files are two headers long; more is no checkpoint.</summary>
    internal const int MostLength = 64 << 10;

    private const int Copies = 2;

    private const uint FileType = 4;

    /// <summary>By either copy; a damaged one is recognized by its place in a file of the usual length.</summary>
    internal static bool Recognizes(ReadOnlySpan<byte> file)
    {
        for (var number = 0; number < Copies && file.Length >= (number + 1) * EseLogHeader.Length; number++)
        {
            var copy = file.Slice(number * EseLogHeader.Length, EseLogHeader.Length);
            if (new EseFields(copy).FileType == FileType && (file.Length == Copies * EseLogHeader.Length || IsWhole(copy))) return true;
        }
        return false;
    }

    /// <param name="file">All of the file.</param>
    /// <exception cref="MalformedFileException">Neither copy is whole.</exception>
    public static EseCheckpoint Read(ReadOnlySpan<byte> file)
    {
        for (var number = 0; number < Copies && file.Length >= (number + 1) * EseLogHeader.Length; number++)
        {
            var copy = file.Slice(number * EseLogHeader.Length, EseLogHeader.Length);
            var fields = new EseFields(copy);
            if (fields.FileType == FileType && IsWhole(copy)) return new EseCheckpoint(fields.Position(12), fields.Signature(20));
        }
        throw new MalformedFileException(0, "a checkpoint, or its copy", file.Length < EseLogHeader.Length ? $"{file.Length} bytes" : "bytes whose checksum is wrong");
    }

    private static bool IsWhole(ReadOnlySpan<byte> copy) => new EseFields(copy).Word(0) == EseChecksum.Old(copy);
}
