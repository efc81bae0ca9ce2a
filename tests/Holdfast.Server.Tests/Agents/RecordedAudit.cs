using System.Collections.Concurrent;
using Holdfast.Server.Audit;

namespace Holdfast.Server.Tests.Agents;

internal sealed class RecordedAudit : IAuditTrail
{
    public ConcurrentQueue<(string Actor, string Action, string Subject, string Outcome)> Rows { get; } = new();

    public void Record(string actor, string action, string subject, string outcome) => Rows.Enqueue((actor, action, subject, outcome));
}
