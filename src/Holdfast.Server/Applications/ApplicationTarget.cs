using Holdfast.Server.Engine.Applications;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>A datasource whose points are read: this server's, or another one's in a vault.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Server">Production server that it is reached from.</param>
internal sealed record ApplicationTarget(string SourceId, string Name, string Path, string Server, IWorkload Workload, PointPlace Place, ApplicationState State);
