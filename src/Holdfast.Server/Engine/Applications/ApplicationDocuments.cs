using Holdfast.Agent.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Store.RecoveryPoints;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>Between documents of workloads and what points keep of them.</summary>
internal static class ApplicationDocuments
{
    private const int LongestState = 1 << 20;

    internal static ApplicationRecord ToRecord(BackupDocument document, DateTimeOffset began)
    {
        if (document.State.Length > LongestState) throw new HoldfastException(ErrorCode.ApplicationFailed, $"The workload's own facts of the backup are {document.State.Length} bytes; {LongestState} are allowed.");
        return new ApplicationRecord(
            Word(document.Type), document.Why, Word(document.Guarantee), began, document.Consistent, document.Start, document.End, document.State);
    }

    /// <summary>Null for what is no backup of an application, and for one of a newer version that is not understood.</summary>
    internal static PointDocument? Of(RecoveryPoint point) =>
        point.Application is { } record && Enum.TryParse<BackupType>(record.Type, true, out var type) && Enum.TryParse<ConsistencyGuarantee>(record.Guarantee, true, out var guarantee)
            ? new PointDocument(
                point.Id, point.Created,
                new BackupDocument(point.Source.Workload, type, record.Why, guarantee, record.Consistent, record.Start, record.End, record.State))
            : null;

    internal static string Word(Enum value) => ApplicationWire.Word(value);
}
