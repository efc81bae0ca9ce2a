using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Transports;

/// <summary>A way for backups out of SQL Server and back into it. One thread; disposed, nothing of it is left at the instance.</summary>
internal interface ISqlTransport : IDisposable
{
    /// <summary>Runs a BACKUP; what it writes goes to the receivers. On return every receiver is complete.</summary>
    /// <exception cref="SqlFailure">The server reported an error; the receivers were told.</exception>
    void Write(ISqlSession session, IReadOnlyList<WrittenStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation);

    /// <summary>Runs a RESTORE that reads the stripes.</summary>
    /// <exception cref="SqlFailure">The server reported an error.</exception>
    void Read(ISqlSession session, IReadOnlyList<ReadStripe> stripes, Func<BackupDevices, SqlStatement> statement, Action<int>? progress, CancellationToken cancellation);
}
