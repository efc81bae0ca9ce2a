using Holdfast.Server.Agents.Work;
using Holdfast.Server.Configuration;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>Where applications are protected from, and which kinds are known.</summary>
/// <param name="Remote">Those that agents reach.</param>
internal sealed record ApplicationsPlace(string DataDirectory, Settings Settings, IReadOnlyList<IWorkload> Workloads, RemotePart Remote);
