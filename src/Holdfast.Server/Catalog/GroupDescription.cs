namespace Holdfast.Server.Catalog;

/// <summary>A protection group as the pool keeps it. <paramref name="Deleted"/>: the group is gone; the description stays, because a pool only adds.</summary>
internal sealed record GroupDescription(string Id, string Name, int RetentionDays, bool Online, int OnlineRetentionDays, bool Deleted = false)
{
    internal const string Kind = "group";
}
