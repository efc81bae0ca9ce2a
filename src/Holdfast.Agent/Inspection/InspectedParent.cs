namespace Holdfast.Agent.Inspection;

/// <summary>What a differencing disk was made from.</summary>
/// <param name="Paths">Where it was.</param>
/// <param name="Ids">One of them is its identity.</param>
/// <param name="Missing">It is not here, or not the right one.</param>
public sealed record InspectedParent(IReadOnlyList<string> Paths, IReadOnlyList<Guid> Ids, bool Missing);
