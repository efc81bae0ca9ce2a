using System.Buffers.Binary;
using System.Globalization;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Reads a configuration stream: record SCIN about the backup, then SFGI of each file group and SFIN of each file. The layout is not documented; it was
/// found in files of SQL Server 2008 R2 and 2016. What does not look like it gives null.</summary>
internal static class ConfigurationReader
{
    private const int RecordHeader = 8;

    // Places in SCIN, from its name.
    private const int Flags = 8;
    private const int Build = 24;
    private const int Minor = 26;
    private const int Major = 27;
    private const int FirstLsn = 32;
    private const int LastLsn = 42;
    private const int CheckpointLsn = 52;
    private const int DatabaseBackupLsn = 62;
    private const int Started = 77;
    private const int Finished = 82;
    private const int Type = 87;
    private const int Compatibility = 91;
    private const int DatabaseVersion = 94;
    private const int Size = 96;
    private const int Database = 104;
    private const int Server = 108;
    private const int Locale = 116;
    private const int ForkGuid = 156;
    private const int ForkPoint = 172;
    private const int EarlierForkGuid = 184;
    private const int FamilyGuid = 224;
    private const int BaseLsn = 260;
    private const int BaseGuid = 272;
    private const int ScopeLength = BaseGuid + 16;

    private const int OldestMajor = 9;
    private const int NewestMajor = 17;

    /// <param name="stream">The stream's content; may have been cut off behind whole records.</param>
    /// <param name="mostFiles">Of the database, to list.</param>
    public static BackupConfiguration? Read(ReadOnlySpan<byte> stream, int mostFiles)
    {
        var scope = Record(stream);
        if (scope.Length < ScopeLength || BinaryPrimitives.ReadUInt32LittleEndian(scope) != Tags.Scope || scope[Major] is < OldestMajor or > NewestMajor)
        {
            return null;
        }

        var type = (SqlBackupType)scope[Type];
        var first = Lsn.Read(scope[FirstLsn..]);
        var last = Lsn.Read(scope[LastLsn..]);
        var size = BinaryPrimitives.ReadInt64LittleEndian(scope[Size..]);
        if (!Enum.IsDefined(type) || first > last || size < 0 || MediaDate.Read(scope[Started..]) is not { } started)
        {
            return null;
        }

        var path = ReadGuid(scope[ForkGuid..]);
        var fork = Lsn.Read(scope[ForkPoint..]);
        var isDifferential = type is SqlBackupType.Differential or SqlBackupType.FileDifferential or SqlBackupType.PartialDifferential;
        return new BackupConfiguration
        {
            Database = MediaText.OfRecord(scope, Database),
            Server = MediaText.OfRecord(scope, Server),
            Type = type,
            Version = string.Create(CultureInfo.InvariantCulture, $"{scope[Major]}.{scope[Minor]}.{BinaryPrimitives.ReadUInt16LittleEndian(scope[Build..])}"),
            DatabaseVersion = BinaryPrimitives.ReadUInt16LittleEndian(scope[DatabaseVersion..]),
            CompatibilityLevel = scope[Compatibility],
            FirstLsn = first,
            LastLsn = last,
            CheckpointLsn = Lsn.Read(scope[CheckpointLsn..]),
            DatabaseBackupLsn = Lsn.Read(scope[DatabaseBackupLsn..]),
            DifferentialBaseLsn = isDifferential ? Lsn.Read(scope[BaseLsn..]) : null,
            DifferentialBaseGuid = isDifferential ? ReadGuid(scope[BaseGuid..]) : null,
            FamilyGuid = ReadGuid(scope[FamilyGuid..]),
            RecoveryForkGuid = path,
            FirstRecoveryForkGuid = fork > first ? ReadGuid(scope[EarlierForkGuid..]) : path,
            RecoveryForkLsn = fork.IsZero ? null : fork,
            Started = started,
            Finished = MediaDate.Read(scope[Finished..]),
            Locale = BinaryPrimitives.ReadUInt16LittleEndian(scope[Locale..]),
            Size = size,
            Flags = BinaryPrimitives.ReadUInt32LittleEndian(scope[Flags..]),
            Files = ReadFiles(stream[scope.Length..], mostFiles),
        };
    }

    /// <summary>Null for sixteen zeros.</summary>
    public static Guid? ReadGuid(ReadOnlySpan<byte> bytes)
    {
        var guid = new Guid(bytes[..16]);
        return guid == Guid.Empty ? null : guid;
    }

    private static List<SqlBackupFile> ReadFiles(ReadOnlySpan<byte> records, int most)
    {
        var groups = new Dictionary<int, string>();
        var files = new List<SqlBackupFile>();
        for (var record = Record(records); record.Length > 0 && files.Count < most && groups.Count < most; record = Record(records))
        {
            var tag = BinaryPrimitives.ReadUInt32LittleEndian(record);
            if (tag == Tags.FileGroup && FileRecords.Group(record) is { } group)
            {
                groups[group.Id] = group.Name;
            }
            else if (tag == Tags.File && FileRecords.File(record, groups) is { } file)
            {
                files.Add(file);
            }

            records = records[record.Length..];
        }

        return files;
    }

    /// <summary>The record at the front: name, length, content. Empty where there is no whole one.</summary>
    private static ReadOnlySpan<byte> Record(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordHeader)
        {
            return [];
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        return length < RecordHeader || length > bytes.Length ? [] : bytes[..(int)length];
    }
}
