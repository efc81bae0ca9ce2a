namespace Holdfast.Server.Catalog;

/// <summary>Which alerts are asked for; null does not filter.</summary>
internal sealed record AlertFilter
{
    public bool IncludeResolved { get; init; }

    public IReadOnlyList<string>? Severities { get; init; }

    public string? Type { get; init; }

    /// <summary>Only this alert.</summary>
    public string? Id { get; init; }

    /// <summary>Name of a production server: alerts about it and about its datasources.</summary>
    public string? Server { get; init; }

    /// <summary>Id of a protection group: alerts about it and about its members.</summary>
    public string? GroupId { get; init; }

    public long? From { get; init; }

    public long? To { get; init; }

    /// <summary>Part of message, remedy, or subject, in upper or lower case.</summary>
    public string? Text { get; init; }

    /// <summary>Only those that come after this alert in the list.</summary>
    public AlertRow? Before { get; init; }

    /// <summary>With <see cref="ScopeGroups"/>: only those about datasources on one of these servers (in lower case) or in one of those groups; null sees all.</summary>
    public IReadOnlyCollection<string>? ScopeServers { get; init; }

    public IReadOnlyCollection<string>? ScopeGroups { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
