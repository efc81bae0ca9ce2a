namespace Holdfast.Protection.Retention;

/// <summary>What becomes of a point, and why.</summary>
/// <param name="Because">What keeps it, such as "monthly 2026-10"; empty where nothing does.</param>
/// <param name="Until">When the last rule that kept or keeps it ends; null where no rule ever did, or where it is kept only because there is no newer one.</param>
public sealed record PointFate(HeldPoint Point, bool Keep, IReadOnlyList<string> Because, DateTimeOffset? Until);
