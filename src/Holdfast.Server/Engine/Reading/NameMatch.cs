namespace Holdfast.Server.Engine.Reading;

/// <summary>Which names a search finds; upper and lower case are the same.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
public sealed record NameMatch(string Text, string Kind = NameMatch.Contains)
{
    public const string Contains = "contains", StartsWith = "startsWith", EndsWith = "endsWith", Exact = "exact";

    public static IReadOnlyList<string> Kinds { get; } = [Contains, StartsWith, EndsWith, Exact];

    public bool Fits(string name) => Kind switch
    {
        Contains => name.Contains(Text, StringComparison.OrdinalIgnoreCase),
        StartsWith => name.StartsWith(Text, StringComparison.OrdinalIgnoreCase),
        EndsWith => name.EndsWith(Text, StringComparison.OrdinalIgnoreCase),
        Exact => name.Equals(Text, StringComparison.OrdinalIgnoreCase),
        _ => throw new System.Diagnostics.UnreachableException($"There is no match '{Kind}'."),
    };
}
