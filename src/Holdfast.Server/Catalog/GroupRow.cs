namespace Holdfast.Server.Catalog;

/// <summary>A protection group in the catalog.</summary>
internal sealed record GroupRow
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public int RetentionDays { get; init; }

    public bool Online { get; init; }

    public int OnlineRetentionDays { get; init; }

    internal GroupDescription ToDescription(bool deleted = false) => new(Id, Name, RetentionDays, Online, OnlineRetentionDays, deleted);

    internal static GroupRow From(GroupDescription group) => new()
    {
        Id = group.Id, Name = group.Name, RetentionDays = group.RetentionDays, Online = group.Online, OnlineRetentionDays = group.OnlineRetentionDays,
    };
}
