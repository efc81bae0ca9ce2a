namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>What <see cref="BackupStreamReader.Read"/> came upon.</summary>
public enum BackupStreamStep
{
    /// <summary>The input is used up.</summary>
    NeedsInput,

    /// <summary>A stream begins: <see cref="BackupStreamReader.Stream"/>.</summary>
    Header,

    /// <summary>Bytes of the stream, which begin at <see cref="BackupStreamReader.Offset"/> of its content.</summary>
    Data,
}
