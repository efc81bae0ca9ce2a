namespace Holdfast.Workloads.Files.Windows.Streams;

/// <summary>What a stream of BackupRead holds: dwStreamId of WIN32_STREAM_ID.</summary>
public enum BackupStreamKind
{
    Data = 1,
    ExtendedAttributes = 2,
    Security = 3,
    AlternateData = 4,
    Link = 5,
    Property = 6,
    ObjectId = 7,
    Reparse = 8,

    /// <summary>A part of the content of the stream before it, which has holes.</summary>
    SparseBlock = 9,

    /// <summary>Of transactional NTFS.</summary>
    Transacted = 10,
}
