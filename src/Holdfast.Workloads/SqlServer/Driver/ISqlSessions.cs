using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>Connects to instances.</summary>
internal interface ISqlSessions
{
    /// <param name="credential">Null: as the account that this program runs under.</param>
    /// <exception cref="SqlFailure">It cannot be reached, or does not accept the credential.</exception>
    ISqlSession Open(SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation);
}
