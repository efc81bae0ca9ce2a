using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.Tests.SqlServer.Planning;

/// <summary>Header sets as RESTORE HEADERONLY gave them, kept as JSON or as PowerShell's own XML.</summary>
internal static class HeaderSets
{
    private static readonly XNamespace Ps = "http://schemas.microsoft.com/powershell/2004/04";

    public static IReadOnlyList<BackupSet> Read(string name)
    {
        var path = Path.Combine(Folder(), name);
        var rows = name.EndsWith(".xml", StringComparison.Ordinal) ? Xml(File.ReadAllText(path)) : Json(File.ReadAllText(path));
        return [.. rows.Select(ToSet)];
    }

    private static string Folder()
    {
        var given = Environment.GetEnvironmentVariable("HOLDFAST_ARTEFACTS");
        var folder = AppContext.BaseDirectory;
        while (given is null && folder is not null && !File.Exists(Path.Combine(folder, "Holdfast.slnx"))) folder = Path.GetDirectoryName(folder);
        var headers = Path.Combine(given ?? Path.Combine(folder ?? ".", "..", "shared", "artefacts"), "sqlserver", "headers");
        if (!Directory.Exists(headers)) Assert.Skip($"Real header sets are not at hand: {headers} does not exist (HOLDFAST_ARTEFACTS names their folder).");
        return headers;
    }

    private static List<Dictionary<string, string>> Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(row => row.EnumerateObject()
            .Where(field => field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            .GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Value is { ValueKind: JsonValueKind.String } value ? value.GetString()! : group.First().Value.GetRawText(), StringComparer.OrdinalIgnoreCase))];
    }

    private static List<Dictionary<string, string>> Xml(string text) =>
        [.. XDocument.Parse(text).Root!.Elements(Ps + "Obj").Select(row => row.Element(Ps + "Props")!.Elements()
            .ToDictionary(field => field.Attribute("N")!.Value, field => field.Element(Ps + "ToString")?.Value ?? field.Value, StringComparer.OrdinalIgnoreCase))];

    private static BackupSet ToSet(Dictionary<string, string> row)
    {
        string? Text(params string[] names) => names.Select(name => row.GetValueOrDefault(name)).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        Lsn Number(string name) => Lsn.TryParse(Text(name), out var lsn) ? lsn : Lsn.Zero;
        Guid Id(params string[] names) => Guid.TryParse(Text(names), out var id) ? id : Guid.Empty;
        var fork = Id("RecoveryForkID", "LastRecoveryForkGUID");
        return new BackupSet
        {
            Id = Id("BackupSetGUID", "BackupSetId"),
            Kind = Text("BackupTypeDescription", "Type") switch
            {
                "Database" => BackupSetKind.Full,
                "Database Differential" => BackupSetKind.Differential,
                "Transaction Log" => BackupSetKind.Log,
                var other => throw new InvalidDataException(other),
            },
            Server = Text("ServerName", "SqlInstance") ?? "",
            Database = Text("DatabaseName", "Database")!,
            First = Number("FirstLSN"),
            Last = Number("LastLSN"),
            Checkpoint = Number("CheckpointLSN"),
            DatabaseBackup = Number("DatabaseBackupLSN"),
            FirstFork = Id("FirstRecoveryForkID") is var first && first == Guid.Empty ? fork : first,
            LastFork = fork,
            Started = Time(Text("BackupStartDate", "Start")!),
            Finished = Time(Text("BackupFinishDate", "End")!),
            CopyOnly = Text("IsCopyOnly") is "true" or "1",
        };
    }

    private static DateTimeOffset Time(string text) => text.StartsWith("/Date(", StringComparison.Ordinal)
        ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text[6..^2], CultureInfo.InvariantCulture))
        : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
