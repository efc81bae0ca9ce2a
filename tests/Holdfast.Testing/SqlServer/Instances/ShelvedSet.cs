namespace Holdfast.Testing.SqlServer.Instances;

/// <summary>One file that an instance wrote, and what a restore of it brings.</summary>
/// <param name="Stripe">From 1, of so many.</param>
/// <param name="Commits">What the set holds: of a log those that were made in it, otherwise all that the database had.</param>
internal sealed record ShelvedSet(GeneratedSet Set, int Stripe, int Stripes, IReadOnlyList<Commit> Commits);
