namespace Holdfast.Contracts.Api.Reports;

/// <summary>What a report is to cover.</summary>
/// <param name="From">Null: 30 days before <paramref name="To"/>.</param>
/// <param name="To">Null: now.</param>
/// <param name="Group">Id or name of a protection group; null: all.</param>
/// <param name="Server">A production server; null: all.</param>
/// <param name="Zone">IANA name of the zone that days are counted in; null: UTC.</param>
public sealed record ReportQuery(DateTimeOffset? From = null, DateTimeOffset? To = null, string? Group = null, string? Server = null, string? Zone = null)
{
    internal string Route(string kind, string suffix = "") =>
        new Query("reports/" + Uri.EscapeDataString(kind) + suffix).Add("from", From).Add("to", To).Add("group", Group).Add("server", Server).Add("zone", Zone).ToString();
}
