using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Statements;

/// <summary>RESTORE and what stands around it.</summary>
internal static class RestoreStatements
{
    public static SqlStatement HeaderOnly(BackupDevices devices) => Read("HEADERONLY", devices, []);

    public static SqlStatement FileListOnly(BackupDevices devices) => Read("FILELISTONLY", devices, []);

    public static SqlStatement VerifyOnly(BackupDevices devices) => Read("VERIFYONLY", devices, ["CHECKSUM"]);

    /// <summary>A full or differential backup; the database is left restoring.</summary>
    /// <param name="replace">What has the name now goes.</param>
    public static SqlStatement Data(string database, BackupDevices devices, IReadOnlyList<FileMove> moves, bool replace)
    {
        var options = new List<string> { "NORECOVERY", "CHECKSUM" };
        if (replace) options.Add("REPLACE");
        options.AddRange(moves.Select(move => $"MOVE {SqlText.Literal(move.LogicalName)} TO {SqlText.Literal(move.Path)}"));
        return Restore("DATABASE", database, devices, options);
    }

    /// <param name="stopAt">UTC; null for all of it.</param>
    /// <param name="serverOffset">Offset from UTC that the server had when the log was written.</param>
    /// <param name="stopBefore">Zero for all of it.</param>
    public static SqlStatement Log(string database, BackupDevices devices, DateTimeOffset? stopAt, TimeSpan serverOffset, Lsn stopBefore)
    {
        var options = new List<string> { "NORECOVERY", "CHECKSUM" };
        if (stopAt is { } time) options.Add($"STOPAT = {SqlText.LocalTime(time, serverOffset)}");
        if (!stopBefore.IsZero) options.Add($"STOPBEFOREMARK = {SqlText.Literal($"lsn:{stopBefore}")}");
        return Restore("LOG", database, devices, options);
    }

    public static SqlStatement Recover(string database) => new($"RESTORE DATABASE {SqlText.Name(database)} WITH RECOVERY");

    /// <summary>Makes a database of files that are there; it is recovered as after a power cut.</summary>
    /// <param name="files">Data and log files, the primary one first.</param>
    public static SqlStatement Attach(string database, IEnumerable<string> files) =>
        new($"CREATE DATABASE {SqlText.Name(database)} ON {string.Join(", ", files.Select(file => $"(FILENAME = {SqlText.Literal(file)})"))} FOR ATTACH");

    public static SqlStatement Standby(string database, string undoFile) => new($"RESTORE DATABASE {SqlText.Name(database)} WITH STANDBY = {SqlText.Literal(undoFile)}");

    public static SqlStatement TakeAlone(string database) => new($"ALTER DATABASE {SqlText.Name(database)} SET SINGLE_USER WITH ROLLBACK IMMEDIATE");

    public static SqlStatement GiveBack(string database) => new($"ALTER DATABASE {SqlText.Name(database)} SET MULTI_USER");

    public static SqlStatement CheckPages(string database) => new($"DBCC CHECKDB ({SqlText.Name(database)}) WITH PHYSICAL_ONLY, NO_INFOMSGS, ALL_ERRORMSGS");

    private static SqlStatement Restore(string what, string database, BackupDevices devices, List<string> options) =>
        new($"RESTORE {what} {SqlText.Name(database)} FROM {devices.List} WITH {string.Join(", ", [.. options, "STATS = 5", .. devices.Options(backup: false)])}");

    private static SqlStatement Read(string what, BackupDevices devices, IReadOnlyList<string> options)
    {
        var all = options.Concat(devices.Options(backup: false)).ToList();
        return new SqlStatement($"RESTORE {what} FROM {devices.List}{(all.Count == 0 ? "" : $" WITH {string.Join(", ", all)}")}");
    }
}
