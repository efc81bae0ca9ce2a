using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Comparison;

/// <summary>Reads every row of every table of one database.</summary>
internal sealed class ContentReader(Connection connection, CancellationToken cancellation)
{
    /// <summary>Rows are compared as text: it must not depend on how a server or a role is set.</summary>
    private const string Settings =
        "SET search_path = pg_catalog; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmlbinary = 'base64'; SET lc_monetary = 'C'; SET statement_timeout = 0";

    /// <summary>Without what a backup does not have: rows of unlogged and temporary tables.</summary>
    private const string Tables = """
        SELECT format('%I.%I', n.nspname, c.relname), n.nspname IN ('pg_catalog', 'information_schema')
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND c.relpersistence = 'p' AND (c.relkind = 'r' OR c.relispopulated) ORDER BY 1
        """;

    /// <summary>The table that is being read: the one that is to blame for a fault.</summary>
    public string Table { get; private set; } = "";

    /// <summary>Rows that were read, those of the system's own tables too.</summary>
    public long AllRows { get; private set; }

    /// <param name="withSystem">Read the system's own tables as well: they are no part of the content, since a server writes them by itself.</param>
    /// <exception cref="WorkloadException">A table cannot be read.</exception>
    public DatabaseContent Read(bool withSystem)
    {
        connection.SetPatience(TimeSpan.Zero);
        connection.Query(Settings);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long tables = 0, rows = 0;
        foreach (var row in connection.Query(Tables).Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var isSystem = row[1] == "t";
            if (isSystem && !withSystem) continue;
            Table = row[0]!;
            // As text: so that values are read that are kept outside of their rows.
            var read = connection.Query($"SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text FROM ONLY {Table} t").Rows[0];
            var count = long.Parse(read[0]!, CultureInfo.InvariantCulture);
            AllRows += count;
            if (isSystem) continue;
            tables++;
            rows += count;
            hash.AppendData(Encoding.UTF8.GetBytes($"{Table}\n{count}\n{read[1]}\n"));
        }
        return new DatabaseContent(tables, rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
