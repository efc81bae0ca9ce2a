using Holdfast.Contracts.Api.Groups;

namespace Holdfast.Server.Catalog;

/// <summary>A protection group as the pool keeps it. <paramref name="Deleted"/>: the group is gone; the description stays, because a pool only adds.</summary>
/// <param name="Policy">Null in descriptions from before there were policies: the numbers beside it say all.</param>
internal sealed record GroupDescription(
    string Id, string Name, int RetentionDays, bool Online, int OnlineRetentionDays, bool Deleted = false, PolicyInfo? Policy = null, bool Suspended = false,
    List<string>? ExcludeGlobs = null, List<string>? ExcludeExtensions = null)
{
    internal const string Kind = "group";
}
