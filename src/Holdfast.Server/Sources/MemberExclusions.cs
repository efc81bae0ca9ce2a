using Holdfast.Server.Catalog;

namespace Holdfast.Server.Sources;

/// <summary>What is left out of a datasource: its own exclusions and those of its group.</summary>
internal static class MemberExclusions
{
    internal static IReadOnlyList<string> Globs(SourceRow source, GroupRow? group) => Both(group?.ExcludeGlobs, source.ExcludeGlobs);

    internal static IReadOnlyList<string> Extensions(SourceRow source, GroupRow? group) => Both(group?.ExcludeExtensions, source.ExcludeExtensions);

    private static List<string> Both(string? ofGroup, string ofMember) =>
        [.. (ofGroup is null ? [] : CatalogJson.ReadList(ofGroup)).Concat(CatalogJson.ReadList(ofMember)).Distinct(StringComparer.Ordinal)];
}
