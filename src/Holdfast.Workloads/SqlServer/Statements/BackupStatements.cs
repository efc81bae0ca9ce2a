using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>BACKUP in all the forms that are used. Every backup has page and backup checksums.</summary>
internal static class BackupStatements
{
    /// <param name="name">Name of the set, by which it is found again in msdb.</param>
    /// <param name="compress">Null leaves it to the server's setting.</param>
    public static SqlStatement Backup(string database, BackupDecision decision, BackupDevices devices, string name, bool? compress)
    {
        var options = new List<string> { "FORMAT", "CHECKSUM" };
        if (decision.Kind == BackupSetKind.Differential) options.Add("DIFFERENTIAL");
        if (decision.CopyOnly) options.Add("COPY_ONLY");
        options.AddRange(Rest(devices, name, compress));
        return Statement(decision.Kind == BackupSetKind.Log ? "LOG" : "DATABASE", database, devices, options);
    }

    /// <summary>The tail of the log; the database is left restoring.</summary>
    /// <param name="isDamaged">Its data files cannot be read.</param>
    public static SqlStatement Tail(string database, bool isDamaged, BackupDevices devices, string name, bool? compress)
    {
        var options = new List<string> { "FORMAT", "CHECKSUM", "NORECOVERY" };
        if (isDamaged) options.Add("NO_TRUNCATE");
        options.AddRange(Rest(devices, name, compress));
        return Statement("LOG", database, devices, options);
    }

    private static IEnumerable<string> Rest(BackupDevices devices, string name, bool? compress)
    {
        yield return $"NAME = {SqlText.Literal(name)}";
        yield return "STATS = 5";
        if (compress is { } on) yield return on ? "COMPRESSION" : "NO_COMPRESSION";
        foreach (var option in devices.Options(backup: true)) yield return option;
    }

    private static SqlStatement Statement(string what, string database, BackupDevices devices, IEnumerable<string> options) =>
        new($"BACKUP {what} {SqlText.Name(database)} TO {devices.List} WITH {string.Join(", ", options)}");
}
