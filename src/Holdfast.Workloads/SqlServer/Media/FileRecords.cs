using System.Buffers.Binary;

namespace Holdfast.Workloads.SqlServer.Media;

/// <summary>Records of file groups and files in a configuration stream; places from the record's name.</summary>
internal static class FileRecords
{
    private const int GroupId = 12;
    private const int GroupName = 16;

    private const int FileFlags = 8;
    private const int FileId = 20;
    private const int FileGroupId = 36;
    private const int FileSize = 40;
    private const int LogicalName = 48;
    private const int PhysicalName = 52;
    private const int FixedPart = 56;

    private const uint IsLog = 8;

    public static (int Id, string Name)? Group(ReadOnlySpan<byte> record)
    {
        if (record.Length < GroupName + 4 || MediaText.OfRecord(record, GroupName) is not { } name)
        {
            return null;
        }

        var id = BinaryPrimitives.ReadUInt32LittleEndian(record[GroupId..]);
        return id <= ushort.MaxValue ? ((int)id, name) : null;
    }

    /// <summary>Null where the record is no file as it is known.</summary>
    public static SqlBackupFile? File(ReadOnlySpan<byte> record, Dictionary<int, string> groups)
    {
        if (record.Length < FixedPart)
        {
            return null;
        }

        var id = BinaryPrimitives.ReadUInt32LittleEndian(record[FileId..]);
        var group = BinaryPrimitives.ReadUInt32LittleEndian(record[FileGroupId..]);
        var size = BinaryPrimitives.ReadInt64LittleEndian(record[FileSize..]);
        var logical = MediaText.OfRecord(record, LogicalName);
        var physical = MediaText.OfRecord(record, PhysicalName);
        if (id is 0 or > ushort.MaxValue || group > ushort.MaxValue || size < 0 || logical is null || physical is null)
        {
            return null;
        }

        // The notes of SqlServerWriter leave the flag out; a log belongs to no file group in either.
        var isLog = group == 0 || (BinaryPrimitives.ReadUInt32LittleEndian(record[FileFlags..]) & IsLog) != 0;
        return new SqlBackupFile((int)id, isLog, logical, physical, isLog ? null : groups.GetValueOrDefault((int)group), size);
    }
}
