namespace Holdfast.Contracts.Api.Recovery;

/// <summary>Which items are searched for; null does not filter. Upper and lower case are the same.</summary>
/// <param name="Text">What is looked for in the names of items.</param>
public sealed record SearchQuery(string Text)
{
    /// <summary>contains, startsWith, endsWith, exact.</summary>
    public string Match { get; init; } = "contains";

    /// <summary>Datasource: id, name, or path; null for all that the caller sees.</summary>
    public string? Source { get; init; }

    /// <summary>Name of a production server.</summary>
    public string? Server { get; init; }

    /// <summary>Only points not older.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only points not newer.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>In the vault.</summary>
    public bool Online { get; init; }

    /// <summary>Each item once, in the newest point that has it.</summary>
    public bool Once { get; init; }

    /// <summary>1…10,000 hits.</summary>
    public int Limit { get; init; } = 1000;

    internal string Route() => new Query("search").Add("text", Text).Add("match", Match == "contains" ? null : Match).Add("source", Source).Add("server", Server).Add("from", From).Add("to", To)
        .Add("online", Online).Add("once", Once).Add("limit", Limit).ToString();
}
