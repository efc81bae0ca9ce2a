namespace Holdfast.Contracts.Api.Alerts;

/// <summary>Which alerts are asked for; null does not filter.</summary>
public sealed record AlertQuery
{
    public bool IncludeResolved { get; init; }

    /// <summary>critical, warning, informational; several separated by commas.</summary>
    public string? Severity { get; init; }

    /// <summary>Such as diskMissing.</summary>
    public string? Type { get; init; }

    /// <summary>Name of a production server.</summary>
    public string? Server { get; init; }

    /// <summary>Id or name of a protection group.</summary>
    public string? Group { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? To { get; init; }

    /// <summary>Part of message, remedy, or subject.</summary>
    public string? Text { get; init; }

    /// <summary>1…10,000.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>Goes on after this alert: <see cref="AlertList.Next"/> of the page before.</summary>
    public string? Before { get; init; }

    internal string Route() => new Query("alerts").Add("includeResolved", IncludeResolved).Add("severity", Severity).Add("type", Type).Add("server", Server).Add("group", Group)
        .Add("from", From).Add("to", To).Add("text", Text).Add("limit", Limit).Add("before", Before).ToString();
}
