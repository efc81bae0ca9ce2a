using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>One connection to an instance, in its database master. One thread.</summary>
internal interface ISqlSession : IDisposable
{
    /// <summary>Runs a statement for as long as it takes; cancelled, it is told so and ends.</summary>
    /// <param name="progress">Percent, where the statement tells.</param>
    /// <exception cref="SqlFailure">The server reported an error.</exception>
    void Execute(SqlStatement statement, Action<int>? progress, CancellationToken cancellation);

    /// <exception cref="SqlFailure">The server reported an error.</exception>
    IReadOnlyList<SqlRow> Query(SqlStatement statement, CancellationToken cancellation);
}
