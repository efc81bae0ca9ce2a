using System.Globalization;
using System.Text;
using Holdfast.Format;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.BaseBackup;

/// <summary>What backup_label says: where replaying the log begins.</summary>
internal sealed record BackupLabel(Lsn Start, uint Timeline, bool FromStandby)
{
    public const string FileName = "backup_label";

    public static BackupLabel Parse(ReadOnlySpan<byte> content)
    {
        Lsn? start = null;
        uint timeline = 1;
        var standby = false;
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
            if (line.StartsWith("START WAL LOCATION:", StringComparison.Ordinal)) start = Lsn.Parse(value.Split(' ')[0]);
            else if (line.StartsWith("START TIMELINE:", StringComparison.Ordinal)
                && !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out timeline)) throw new MalformedDataException("The timeline in backup_label is none.");
            else if (line.StartsWith("BACKUP FROM:", StringComparison.Ordinal)) standby = value == "standby";
        }
        return new BackupLabel(start ?? throw new MalformedDataException("backup_label does not say where the log begins."), timeline, standby);
    }

    /// <summary>The label of a whole cluster: a server refuses to start where one says that it is incremental.</summary>
    public static byte[] WithoutIncremental(ReadOnlySpan<byte> content) => Encoding.UTF8.GetBytes(string.Join('\n',
        Encoding.UTF8.GetString(content).Split('\n').Where(line => !line.StartsWith("INCREMENTAL FROM ", StringComparison.Ordinal))));
}
