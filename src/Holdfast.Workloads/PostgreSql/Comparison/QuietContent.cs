using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Comparison;

/// <summary>
/// Records what a cluster gives out at a backup, for drills to compare with: only where no transaction wrote anything from before the backup until after all was read, so that
/// what was read is what the backup has. On a busy cluster there is nothing exact to compare with.
/// </summary>
internal sealed class QuietContent(ConnectionOrder order, Connection connection, ClusterFacts facts, CancellationToken cancellation)
{
    /// <summary>Up to here reading all rows costs seconds; larger clusters are asked to by their option.</summary>
    private const long SizeByItself = 256 << 20;

    private string? before;

    /// <summary>Before the backup.</summary>
    public void Begin()
    {
        var wanted = order.Options.Compare ?? facts.Size <= SizeByItself;
        if (!wanted || facts.IsStandby || connection.Scalar("SELECT pg_has_role(current_user, 'pg_read_all_data', 'USAGE') OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)") != "t") return;
        before = Quiet();
    }

    /// <summary>After it: what each database gives out; null where somebody wrote meanwhile, or where it is not to be read.</summary>
    public IReadOnlyDictionary<string, DatabaseContent>? End()
    {
        if (before is null || Quiet() != before) return null;
        var found = new Dictionary<string, DatabaseContent>(StringComparer.Ordinal);
        try
        {
            foreach (var row in connection.Query("SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate ORDER BY datname").Rows)
            {
                using var database = Connection.Open(order, row[0]!, cancellation);
                found[row[0]!] = new ContentReader(database, cancellation).Read(withSystem: false);
            }
        }
        catch (WorkloadException)
        {
            return null; // a table was dropped, or may not be read: then a drill opens the copy and compares nothing
        }
        return Quiet() == before ? found : null;
    }

    /// <summary>The number of the next transaction; null while one is under way.</summary>
    private string? Quiet() => connection.Query("SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS oldest, pg_snapshot_xmax(pg_current_snapshot())::text AS next") is var snapshot
        && snapshot[0, "oldest"] == snapshot[0, "next"] ? snapshot[0, "next"] : null;
}
