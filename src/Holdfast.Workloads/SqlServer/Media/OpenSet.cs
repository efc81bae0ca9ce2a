namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The backup set that is being read.</summary>
internal sealed class OpenSet(int position, long offset, SetHeader header, bool mediumHasPassword, ICutMarks? marks)
{
    // Bits of the flags that RESTORE HEADERONLY shows in a column. One was set in every header that was seen; without it, they are not the flags that are known.
    private const uint Always = 0x200;
    private const uint BulkLogged = 0x1;
    private const uint Checksums = 0x10;
    private const uint Damaged = 0x20;
    private const uint CopyOnly = 0x400;

    private BackupConfiguration? opening;
    private bool hasOpening;
    private BackupConfiguration? closing;

    public long Offset => offset;

    public PageScan Pages { get; } = new(marks);

    public long LogBytes { get; set; }

    public bool IsOpaque { get; set; }

    public int FilesListed => (closing ?? opening)?.Files.Count ?? 0;

    public void Open(BackupConfiguration? configuration) => (opening, hasOpening) = (configuration, true);

    /// <summary>Takes what the set says of itself behind its data; false where that is another backup than it began with, so that one of both was altered.</summary>
    public bool Conclude(BackupConfiguration? configuration)
    {
        closing = configuration;
        return !hasOpening || opening?.Identity == closing?.Identity;
    }

    public SqlBackupSet Close() => new(Facts(), Pages.Findings, LogBytes, offset, IsOpaque);

    private SqlBackupFacts Facts()
    {
        var facts = new SqlBackupFacts
        {
            Position = position,
            BackupSetGuid = header.Guid,
            Name = header.Name,
            Description = header.Description,
            User = header.User,
            IsPasswordProtected = header.HasPassword || mediumHasPassword,
        };
        return (closing ?? opening) is not { } known ? facts : facts with
        {
            Database = known.Database,
            Server = known.Server,
            Type = known.Type,
            Version = known.Version,
            DatabaseVersion = known.DatabaseVersion,
            CompatibilityLevel = known.CompatibilityLevel,
            FirstLsn = known.FirstLsn,
            LastLsn = known.LastLsn,
            CheckpointLsn = known.CheckpointLsn,
            DatabaseBackupLsn = known.DatabaseBackupLsn,
            DifferentialBaseLsn = known.DifferentialBaseLsn,
            DifferentialBaseGuid = known.DifferentialBaseGuid,
            FamilyGuid = known.FamilyGuid,
            RecoveryForkGuid = known.RecoveryForkGuid,
            FirstRecoveryForkGuid = known.FirstRecoveryForkGuid,
            ForkPointLsn = known.RecoveryForkLsn > known.FirstLsn ? known.RecoveryForkLsn : null,
            RecoveryForkLsn = known.RecoveryForkLsn,
            Started = Moment(known.Started),
            Finished = closing?.Finished is { } finished ? Moment(finished) : null,
            Locale = known.Locale,
            Size = closing?.Size,
            HasChecksums = Flag(known, Checksums),
            IsCopyOnly = Flag(known, CopyOnly),
            HasBulkLoggedData = Flag(known, BulkLogged),
            IsDamaged = Flag(known, Damaged),
            Files = known.Files,
        };
    }

    private static bool? Flag(BackupConfiguration known, uint bit) => (known.Flags & Always) == 0 ? null : (known.Flags & bit) != 0;

    private DateTimeOffset? Moment(DateTime local) => header.Clock is { } clock ? new DateTimeOffset(local, clock) : null;
}
