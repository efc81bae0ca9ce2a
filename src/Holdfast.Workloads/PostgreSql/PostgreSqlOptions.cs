using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql;

/// <summary>The options of a PostgreSQL datasource.</summary>
/// <param name="Tls">sslMode: disable, prefer, require, verify-ca, verify-full; prefer where nothing is said, verify-full where an authority is given.</param>
/// <param name="RootCertificate">sslRootCertificate: a PEM file with the authorities that may have signed the server's certificate.</param>
/// <param name="Database">database: where questions are asked; any that the account may connect to.</param>
/// <param name="Slot">slot: the replication slot that keeps the log for us; null: a name of our own.</param>
/// <param name="SpreadCheckpoint">checkpoint: spread waits for the next checkpoint instead of asking for one at once (fast).</param>
/// <param name="Compare">compare: on or off, whether all rows are read once more after a backup, for drills to compare with; null: where the cluster is small.</param>
/// <param name="Programs">programs: a folder with PostgreSQL's programs of the same major version, for drills.</param>
internal sealed record PostgreSqlOptions(TlsMode Tls, string? RootCertificate, string Database, string? Slot, bool SpreadCheckpoint, string? Programs, bool? Compare)
{
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.OptionWrong"/>.</exception>
    public static PostgreSqlOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var root = options.GetValueOrDefault("sslRootCertificate");
        var parsed = new PostgreSqlOptions(root is null ? TlsMode.Prefer : TlsMode.VerifyFull, root, "postgres", null, false, null, null);
        foreach (var (name, value) in options)
            parsed = name switch
            {
                "sslMode" => parsed with { Tls = Mode(value) },
                "sslRootCertificate" => parsed,
                "database" => parsed with { Database = value.Length is > 0 and < 64 ? value : throw Wrong(name, value, "the name of a database") },
                "slot" => parsed with { Slot = IsSlot(value) ? value : throw Wrong(name, value, "1 to 63 small letters, digits, and underscores") },
                "checkpoint" => parsed with { SpreadCheckpoint = value switch { "fast" => false, "spread" => true, _ => throw Wrong(name, value, "fast or spread") } },
                "compare" => parsed with { Compare = value switch { "on" => true, "off" => false, _ => throw Wrong(name, value, "on or off") } },
                "programs" => parsed with { Programs = value },
                _ => throw new WorkloadException(WorkloadFault.OptionWrong, $"PostgreSQL datasources have no option “{name}”.",
                    "The options are sslMode, sslRootCertificate, database, slot, checkpoint, compare, and programs."),
            };
        return parsed;
    }

    private static TlsMode Mode(string value) => value switch
    {
        "disable" => TlsMode.Disable,
        "prefer" => TlsMode.Prefer,
        "require" => TlsMode.Require,
        "verify-ca" => TlsMode.VerifyCa,
        "verify-full" => TlsMode.VerifyFull,
        _ => throw Wrong("sslMode", value, "disable, prefer, require, verify-ca, or verify-full"),
    };

    private static bool IsSlot(string value) => value.Length is > 0 and < 64 && value.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '_');

    private static WorkloadException Wrong(string name, string value, string expected) =>
        new(WorkloadFault.OptionWrong, $"“{value}” is no value of the option {name}.", $"Give {expected}.");
}
