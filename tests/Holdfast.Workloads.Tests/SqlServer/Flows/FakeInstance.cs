using Holdfast.Testing.SqlServer.Instances;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Statements;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>The simulated instance behind the workload's own interface, without a driver and a connection.</summary>
internal sealed class FakeInstance(IMediaPlace place) : SimulatedInstance(place), ISqlSessions
{
    public int OpenSessions { get; private set; }

    /// <summary>Other instances by host.</summary>
    public Dictionary<string, FakeInstance> Others { get; } = [];

    public ISqlSession Open(SqlAddress address, SqlOptions options, WorkloadCredential? credential, CancellationToken cancellation)
    {
        if (Others.TryGetValue(address.Host, out var other)) return other.Open(address with { Host = "here" }, options, credential, cancellation);
        Before?.Invoke($"connect {address}");
        OpenSessions++;
        return new Session(this);
    }

    private sealed class Session(FakeInstance instance) : ISqlSession
    {
        private bool _disposed;

        public void Execute(SqlStatement statement, Action<int>? progress, CancellationToken cancellation)
        {
            if (_disposed) throw new InvalidOperationException("The session is closed.");
            cancellation.ThrowIfCancellationRequested();
            try
            {
                instance.Execute(statement.Text);
            }
            catch (InstanceError error)
            {
                throw new SqlFailure(error.Numbers, statement.Cleaned(error.Message));
            }
            catch (SqlFailure failure)
            {
                throw new SqlFailure(failure.Numbers, statement.Cleaned(failure.Message));
            }
        }

        public IReadOnlyList<SqlRow> Query(SqlStatement statement, CancellationToken cancellation)
        {
            try
            {
                return [.. instance.Query(statement.Text, statement.Parameters).Select(row => new SqlRow(row))];
            }
            catch (InstanceError error)
            {
                throw new SqlFailure(error.Numbers, error.Message);
            }
        }

        public void Dispose()
        {
            if (_disposed) return;
            _disposed = true;
            instance.OpenSessions--;
        }
    }
}
