using Holdfast.Workloads;

namespace Holdfast.Server.Engine;

/// <summary>What to recover and where to.</summary>
/// <param name="Items">Paths relative to the root, raw bytes; empty for everything. A directory brings all below it.</param>
/// <param name="Directory">Target directory: items land under it by their path relative to the datasource root.</param>
public sealed record RecoverRequest(PointRef Point, IReadOnlyList<byte[]> Items, string Directory, ExistingItem Existing, SecurityFrom Security);
