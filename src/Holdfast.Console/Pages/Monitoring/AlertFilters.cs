using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Alerts;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>Which alerts the address asks for.</summary>
/// <param name="State">active (also null), resolved, all.</param>
internal sealed record AlertFilters(string? Severity, string? State, string? Type, string? Server, string? Group, string? Text)
{
    private const int PageRows = 200;

    /// <summary>Nothing but active alerts of every kind.</summary>
    internal bool IsPlain => this is { Severity: null, State: null, Type: null, Server: null, Group: null, Text: null };

    internal AlertQuery Query(string? before = null, int limit = PageRows) => new()
    {
        IncludeResolved = State is "resolved" or "all", Severity = Severity, Type = Type, Server = Server, Group = Group, Text = Text, Before = before, Limit = limit,
    };

    /// <summary>The API gives active ones, or all: those that are resolved are sifted here.</summary>
    internal bool Fits(AlertInfo alert) => State != "resolved" || alert.State == "resolved";
}
