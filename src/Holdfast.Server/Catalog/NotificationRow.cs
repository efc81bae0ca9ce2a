namespace Holdfast.Server.Catalog;

/// <summary>A notification that is still to be sent.</summary>
internal sealed record NotificationRow
{
    internal const string Mail = "mail", Webhook = "webhook";

    public string Id { get; init; } = "";

    public string Channel { get; init; } = "";

    /// <summary>A mail address; empty for the webhook.</summary>
    public string Address { get; init; } = "";

    /// <summary>JSON of what is told.</summary>
    public string News { get; init; } = "";

    public long Created { get; init; }

    public long Due { get; init; }

    public int Attempts { get; init; }

    public string? LastError { get; init; }
}
