namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>The backup set that is being read.</summary>
internal sealed class OpenSet(int position, long offset, SetHeader header, bool mediumHasPassword, ICutMarks? marks)
{
    // Bits of the flags, as documented for column Flags of RESTORE HEADERONLY.
    private const uint Checksums = 0x10;
    private const uint Damaged = 0x20;

    private BackupConfiguration? opening;
    private BackupConfiguration? closing;

    public long Offset => offset;

    public PageScan Pages { get; } = new(marks);

    public long LogBytes { get; set; }

    public bool IsOpaque { get; set; }

    public int FilesListed => (closing ?? opening)?.Files.Count ?? 0;

    public void Take(BackupConfiguration? configuration, bool atEnd)
    {
        if (atEnd)
        {
            closing = configuration;
        }
        else
        {
            opening = configuration;
        }
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
            ForkPointLsn = known.ForkPointLsn,
            Started = Moment(known.Started),
            Finished = closing?.Finished is { } finished ? Moment(finished) : null,
            Locale = known.Locale,
            Size = closing?.Size,
            HasChecksums = (known.Flags & Checksums) != 0,
            IsDamaged = (known.Flags & Damaged) != 0,
            Files = known.Files,
        };
    }

    private DateTimeOffset? Moment(DateTime local) => header.Clock is { } clock ? new DateTimeOffset(local, clock) : null;
}
