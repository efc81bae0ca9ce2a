using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Engine.Applications;

/// <summary>A log of a datasource as it is kept.</summary>
/// <param name="Id">Of the point that holds it; changes with every commit.</param>
/// <param name="IsClosed">Another one follows after a gap.</param>
public sealed record KeptLog(string Id, LogState State, bool IsClosed);
