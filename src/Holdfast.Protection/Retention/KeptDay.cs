namespace Holdfast.Protection.Retention;

/// <summary>A day that a rule has chosen a point for.</summary>
/// <param name="Label">The rule and the period, such as "monthly 2026-10".</param>
internal readonly record struct KeptDay(string Label, DateTimeOffset Until);
