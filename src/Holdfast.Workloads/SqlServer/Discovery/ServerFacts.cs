using System.Globalization;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>What an instance says of itself.</summary>
/// <param name="Version">ProductVersion, such as 16.0.4035.4.</param>
/// <param name="Engine">EngineEdition: 4 is Express.</param>
/// <param name="UtcOffset">Minutes, now.</param>
internal sealed record ServerFacts(
    string Name, string Version, string Edition, int Engine, string DataFolder, string LogFolder, int UtcOffset, bool IsAdministrator, bool MayMakeCredentials, bool MayViewState)
{
    private const int Express = 4, FirstWithObjects = 16;

    public int Major => int.TryParse(Version.AsSpan(0, Version.IndexOf('.') is >= 0 and var dot ? dot : Version.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    /// <summary>Whether it can write to an S3 endpoint.</summary>
    public bool HasObjects => Major >= FirstWithObjects && Engine != Express;

    public static ServerFacts Ask(ISqlSession session, CancellationToken cancellation)
    {
        var row = session.Query(FactStatements.Server, cancellation).Single();
        return new ServerFacts(
            row.Text("server_name") ?? "", row.Text("product_version") ?? "", row.Text("edition") ?? "", row.Int("engine_edition"), row.Text("data_path") ?? "", row.Text("log_path") ?? "",
            row.Int("utc_offset"), row.Bool("is_sysadmin"), row.Bool("may_make_credentials"), row.Bool("may_view_state"));
    }
}
