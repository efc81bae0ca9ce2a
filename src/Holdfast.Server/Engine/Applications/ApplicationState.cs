using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <param name="Points">With documents, oldest first.</param>
/// <param name="Logs">Newest first; the first one goes on unless it is closed.</param>
public sealed record ApplicationState(IReadOnlyList<PointDocument> Points, IReadOnlyList<KeptLog> Logs)
{
    public static ApplicationState None { get; } = new([], []);
}
